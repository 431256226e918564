package diff_test

import (
	"fmt"
	"testing"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// BenchmarkCompare compares databases of 16 columns a table, of which one table
// in a hundred differs in a column.
func BenchmarkCompare(b *testing.B) {
	for _, tables := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprintf("%d_tables", tables), func(b *testing.B) {
			declared, live := wide(tables, false), wide(tables, true)
			b.ReportAllocs()
			for b.Loop() {
				if d := diff.Compare(declared, live, diff.Options{}); len(d.Differences) != tables/100 {
					b.Fatalf("%d differences, want %d", len(d.Differences), tables/100)
				}
			}
		})
	}
}

func wide(tables int, drifted bool) *schema.Database {
	d := &schema.Database{Dialect: "postgres", Server: 150000, Speaks: everything, SearchPath: []string{"public"}}
	for i := range tables {
		t := &schema.Table{Kind: schema.KindTable, Schema: "public", Name: fmt.Sprintf("table_%05d", i), About: schema.About{Comment: schema.Is("")}}
		for j := range 16 {
			t.Columns = append(t.Columns, &schema.Column{
				Name:      fmt.Sprintf("column_%02d", j),
				Type:      schema.Is(schema.Type{Name: typeNames[j%len(typeNames)]}),
				NotNull:   schema.Is(j%2 == 0),
				Default:   schema.Is([]string{"", "now()", "'x'::text"}[j%3]),
				Identity:  schema.Is(schema.IdentityNone),
				Generated: schema.Is(schema.Generated{}),
				Collation: schema.Is(""),
				Comment:   schema.Is(""),
			})
		}
		t.PrimaryKey = &schema.PrimaryKey{Name: t.Name + "_pkey", Columns: []string{"column_00"}}
		t.ForeignKeys = []*schema.ForeignKey{{
			Name: t.Name + "_fkey", Columns: []string{"column_01"},
			RefSchema: "public", RefTable: "table_00000", RefColumns: []string{"column_00"},
		}}
		t.Indexes = []*schema.Index{{Name: t.Name + "_idx", Method: schema.Is("btree"), Keys: []schema.IndexKey{{Column: "column_02"}}}}
		if drifted && i%100 == 0 {
			t.Columns[5].NotNull = schema.Is(true)
		}
		d.Tables = append(d.Tables, t)
	}
	return d
}
