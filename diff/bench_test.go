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

// wide makes a database as sources do: of equal claims there is one, which the
// other side does not share.
func wide(tables int, drifted bool) *schema.Database {
	d := &schema.Database{Dialect: "postgres", Server: 150000, Speaks: schema.Kinds(), Complete: true, SearchPath: []string{"public"}}
	none, off, on := schema.Is(""), schema.Is(false), schema.Is(true)
	identity, generated, grants := schema.Is(schema.IdentityNone), schema.Is(schema.Generated{}), schema.Is([]schema.Grant(nil))
	btree, simple, action, when := schema.Is("btree"), schema.Is("simple"), schema.Is(schema.NoAction), schema.Is(schema.NotDeferrable)
	owner, heap, replica := schema.Is("app"), schema.Is("heap"), schema.Is("default")
	var types [16]schema.Claim[schema.Type]
	var nulls [16]schema.Claim[bool]
	var defaults [16]schema.Claim[string]
	for j := range types {
		types[j] = schema.Is(schema.Type{Name: typeNames[j%len(typeNames)]})
		nulls[j] = []schema.Claim[bool]{on, off}[j%2]
		defaults[j] = schema.Is([]string{"", "now()", "'x'::text"}[j%3])
	}
	for i := range tables {
		t := &schema.Table{
			Kind: schema.KindTable, Schema: "public", Name: fmt.Sprintf("table_%05d", i), About: schema.About{Comment: none, Owner: owner, Grants: grants},
			Unlogged: off, AccessMethod: heap, Tablespace: none, Options: none, ReplicaIdentity: replica, RowSecurity: off, ForceRowSecurity: off, PartitionBy: none,
		}
		for j := range 16 {
			t.Columns = append(t.Columns, &schema.Column{
				Name:      fmt.Sprintf("column_%02d", j),
				Type:      types[j],
				NotNull:   nulls[j],
				Default:   defaults[j],
				Identity:  identity,
				Generated: generated,
				Collation: none,
				Comment:   none,
			})
		}
		t.PrimaryKey = &schema.PrimaryKey{Name: t.Name + "_pkey", Columns: []string{"column_00"}, Deferrable: when, Options: none, Tablespace: none, Clustered: off, Comment: none}
		t.ForeignKeys = []*schema.ForeignKey{{
			Name: t.Name + "_fkey", Columns: []string{"column_01"},
			RefSchema: "public", RefTable: "table_00000", RefColumns: []string{"column_00"},
			OnUpdate: action, OnDelete: action, Match: simple, Deferrable: when, Validated: on, Enforced: on, Comment: none,
		}}
		t.Indexes = []*schema.Index{{Name: t.Name + "_idx", Method: btree, Unique: off, Where: none, Options: none, Valid: on, Keys: []schema.IndexKey{{Column: "column_02", Desc: off, NullsFirst: off}}}}
		if drifted && i%100 == 0 {
			t.Columns[5].NotNull = on
		}
		d.Tables = append(d.Tables, t)
	}
	return d
}
