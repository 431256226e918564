package diff_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

var everything = []schema.Kind{
	schema.KindSchema, schema.KindTable, schema.KindView, schema.KindMaterializedView, schema.KindColumn,
	schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey, schema.KindCheck, schema.KindExclusion,
	schema.KindIndex, schema.KindEnum, schema.KindDomain, schema.KindSequence,
}

var typeNames = []string{"int4", "int8", "text", "varchar", "uuid", "jsonb", "timestamptz", "numeric", "bool"}

// randomDatabase draws a complete description, as a running server gives it.
func randomDatabase(t *rapid.T) *schema.Database {
	d := &schema.Database{Name: "random", Dialect: "postgres", Server: 150000, Speaks: slices.Clone(everything), SearchPath: []string{"public"}}
	d.Schemas = []*schema.Schema{{Name: "public"}, {Name: "app"}}
	flag := rapid.Bool()
	for i := range rapid.IntRange(1, 5).Draw(t, "tables") {
		table := &schema.Table{
			Kind: schema.KindTable, Name: fmt.Sprintf("t%d", i),
			Schema: rapid.SampledFrom([]string{"public", "app"}).Draw(t, "schema"),
			About:  schema.About{Comment: schema.Is(rapid.SampledFrom([]string{"", "a comment"}).Draw(t, "comment"))},
		}
		for j := range rapid.IntRange(1, 8).Draw(t, "columns") {
			table.Columns = append(table.Columns, &schema.Column{
				Name:      fmt.Sprintf("c%d", j),
				Type:      schema.Is(schema.Type{Name: rapid.SampledFrom(typeNames).Draw(t, "type"), Array: flag.Draw(t, "array")}),
				NotNull:   schema.Is(flag.Draw(t, "not null")),
				Default:   schema.Is(rapid.SampledFrom([]string{"", "now()", "'x'::text", "0", "lower('A'::text)"}).Draw(t, "default")),
				Identity:  schema.Is(schema.IdentityNone),
				Generated: schema.Is(schema.Generated{}),
				Collation: schema.Is(""),
				Comment:   schema.Is(""),
			})
		}
		first := []string{"c0"}
		if flag.Draw(t, "primary key") {
			table.PrimaryKey = &schema.PrimaryKey{Name: table.Name + "_pkey", Columns: first, Deferrable: schema.Is(schema.NotDeferrable)}
		}
		if flag.Draw(t, "unique") {
			table.Uniques = append(table.Uniques, &schema.Unique{
				Name: table.Name + "_key", Columns: first, NullsNotDistinct: schema.Is(false), Deferrable: schema.Is(schema.NotDeferrable),
			})
		}
		if flag.Draw(t, "foreign key") {
			table.ForeignKeys = append(table.ForeignKeys, &schema.ForeignKey{
				Name: table.Name + "_fkey", Columns: first, RefSchema: "public", RefTable: "t0", RefColumns: first,
				OnDelete:  schema.Is(rapid.SampledFrom([]schema.Action{schema.Cascade, schema.NoAction}).Draw(t, "on delete")),
				OnUpdate:  schema.Is(schema.NoAction),
				Match:     schema.Is("simple"),
				Validated: schema.Is(true),
			})
		}
		if flag.Draw(t, "check") {
			table.Checks = append(table.Checks, &schema.Check{
				Name: table.Name + "_check", Expr: rapid.SampledFrom([]string{"(c0 > 0)", "f(c0)"}).Draw(t, "condition"),
				NoInherit: schema.Is(false), Validated: schema.Is(true),
			})
		}
		if flag.Draw(t, "index") {
			table.Indexes = append(table.Indexes, &schema.Index{
				Name: table.Name + "_idx", Method: schema.Is("btree"), Unique: schema.Is(flag.Draw(t, "unique index")),
				Keys:  []schema.IndexKey{{Column: "c0", Desc: schema.Is(flag.Draw(t, "desc"))}},
				Where: schema.Is(rapid.SampledFrom([]string{"", "(c0 > 0)"}).Draw(t, "predicate")),
				Valid: schema.Is(flag.Draw(t, "valid")),
			})
		}
		d.Tables = append(d.Tables, table)
	}
	d.Enums = []*schema.Enum{{Schema: "public", Name: "mood", Labels: []string{"sad", "ok"}}}
	d.Domains = []*schema.Domain{{Schema: "public", Name: "email", Base: schema.Type{Name: "text"}, NotNull: schema.Is(false), Default: schema.Is("")}}
	d.Sequences = []*schema.Sequence{{Schema: "public", Name: "s", Start: schema.Is(int64(1)), Increment: schema.Is(int64(1))}}
	d.Sort()
	return d
}

func TestNothingDiffersFromItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := randomDatabase(t)
		got := diff.Compare(d, d, diff.Options{})
		for _, x := range got.Differences {
			t.Errorf("%s %s: %q is not %q", x.Object, x.Property, x.Declared, x.Live)
		}
		for _, p := range got.Tables {
			for f, tally := range p.Facts {
				if tally.Differ+tally.Unsure > 0 {
					t.Errorf("%s: %s counts %+v", p.Ref, diff.Facet(f), tally)
				}
			}
		}
	})
}

// edits are single changes of the live side, each with the object and property
// under which it must be found.
var edits = map[string]func(*schema.Database) (schema.Ref, diff.Property, bool){
	"drop table": func(d *schema.Database) (schema.Ref, diff.Property, bool) {
		last := d.Tables[len(d.Tables)-1]
		d.Tables = d.Tables[:len(d.Tables)-1]
		return last.Ref(), diff.Absent, len(d.Tables) > 0
	},
	"add column": func(d *schema.Database) (schema.Ref, diff.Property, bool) {
		t := d.Tables[0]
		t.Columns = append(t.Columns, &schema.Column{Name: "extra", Type: schema.Is(schema.Type{Name: "bytea"})})
		return t.Child(schema.KindColumn, "extra"), diff.Undeclared, true
	},
	"drop column": func(d *schema.Database) (schema.Ref, diff.Property, bool) {
		t := d.Tables[0]
		last := t.Columns[len(t.Columns)-1]
		t.Columns = t.Columns[:len(t.Columns)-1]
		return t.Child(schema.KindColumn, last.Name), diff.Absent, len(t.Columns) > 0
	},
	"retype column": func(d *schema.Database) (schema.Ref, diff.Property, bool) {
		d.Tables[0].Columns[0].Type = schema.Is(schema.Type{Name: "inet"})
		return d.Tables[0].Child(schema.KindColumn, "c0"), diff.Type, true
	},
	"change null": func(d *schema.Database) (schema.Ref, diff.Property, bool) {
		c := d.Tables[0].Columns[0]
		c.NotNull = schema.Is(!c.NotNull.Or(false))
		return d.Tables[0].Child(schema.KindColumn, "c0"), diff.NotNull, true
	},
	"change default": func(d *schema.Database) (schema.Ref, diff.Property, bool) {
		d.Tables[0].Columns[0].Default = schema.Is("'other'::text")
		return d.Tables[0].Child(schema.KindColumn, "c0"), diff.Default, true
	},
	"drop primary key": func(d *schema.Database) (schema.Ref, diff.Property, bool) {
		for _, t := range d.Tables {
			if k := t.PrimaryKey; k != nil {
				t.PrimaryKey = nil
				return t.Child(schema.KindPrimaryKey, k.Name), diff.Absent, true
			}
		}
		return schema.Ref{}, "", false
	},
	"change action": func(d *schema.Database) (schema.Ref, diff.Property, bool) {
		for _, t := range d.Tables {
			for _, k := range t.ForeignKeys {
				k.OnDelete = schema.Is(schema.SetNull)
				return t.Child(schema.KindForeignKey, k.Name), diff.OnDelete, true
			}
		}
		return schema.Ref{}, "", false
	},
	"reverse index": func(d *schema.Database) (schema.Ref, diff.Property, bool) {
		for _, t := range d.Tables {
			for _, x := range t.Indexes {
				x.Keys[0].Desc = schema.Is(!x.Keys[0].Desc.Or(false))
				return t.Child(schema.KindIndex, x.Name), diff.Keys, true
			}
		}
		return schema.Ref{}, "", false
	},
	"invalidate index": func(d *schema.Database) (schema.Ref, diff.Property, bool) {
		for _, t := range d.Tables {
			for _, x := range t.Indexes {
				x.Valid = schema.Is(!x.Valid.Or(true))
				return t.Child(schema.KindIndex, x.Name), diff.Validity, true
			}
		}
		return schema.Ref{}, "", false
	},
	"reorder labels": func(d *schema.Database) (schema.Ref, diff.Property, bool) {
		slices.Reverse(d.Enums[0].Labels)
		return d.Enums[0].Ref(), diff.LabelOrder, true
	},
	"change sequence": func(d *schema.Database) (schema.Ref, diff.Property, bool) {
		d.Sequences[0].Increment = schema.Is(int64(7))
		return d.Sequences[0].Ref(), diff.Sequencing, true
	},
}

func TestOneChangeIsOneDifference(t *testing.T) {
	for name, edit := range edits {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				seed := rapid.IntRange(0, 1<<20).Draw(t, "seed")
				declared := rapid.Custom(randomDatabase).Example(seed)
				live := rapid.Custom(randomDatabase).Example(seed)
				object, property, done := edit(live)
				if !done {
					return
				}
				got := diff.Compare(declared, live, diff.Options{})
				var found []string
				for _, x := range got.Differences {
					found = append(found, fmt.Sprintf("%s %s", x.Object, x.Property))
				}
				if d := cmp.Diff([]string{fmt.Sprintf("%s %s", object, property)}, found); d != "" {
					t.Errorf("-want +got\n%s", d)
				}
			})
		})
	}
}
