package main

import "github.com/synapscale/synapcheck/inspect/schema"

// rebase renames the files of every origin of a description.
func rebase(d *schema.Database, shown func(string) string) {
	move := func(o *schema.Origin) {
		if file := o.File(); file != "" {
			*o = o.In(shown(file))
		}
	}
	for _, t := range d.Tables {
		move(&t.Origin)
		for _, c := range t.Columns {
			move(&c.Origin)
		}
		if t.PrimaryKey != nil {
			move(&t.PrimaryKey.Origin)
		}
		for _, x := range t.Uniques {
			move(&x.Origin)
		}
		for _, x := range t.ForeignKeys {
			move(&x.Origin)
		}
		for _, x := range t.Checks {
			move(&x.Origin)
		}
		for _, x := range t.Exclusions {
			move(&x.Origin)
		}
		for _, x := range t.Indexes {
			move(&x.Origin)
		}
	}
	for i := range d.Gaps {
		move(&d.Gaps[i].Origin)
	}
}
