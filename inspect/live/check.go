package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) check(f *row) {
	table, domain := f.oid(), f.oid()
	c := &schema.Check{
		Name:      f.text(),
		Expr:      r.word(f.raw()),
		NoInherit: schema.Is(f.bool()),
		Validated: schema.Is(f.bool()),
	}
	enforced := f.bool()
	var ref schema.Ref
	switch {
	case domain != 0:
		d := r.domains[domain]
		if d == nil {
			return
		}
		d.Checks = append(d.Checks, c)
		ref = schema.Ref{Kind: schema.KindCheck, Schema: d.Schema, Parent: d.Name, Name: c.Name}
	default:
		rel := r.relation(table)
		if rel.Table == nil {
			return
		}
		rel.Checks = append(rel.Checks, c)
		ref = rel.Child(schema.KindCheck, c.Name)
	}
	if !enforced {
		r.notEnforced(ref)
	}
}
