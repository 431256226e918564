package snapshot_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/snapshot"
)

// crowd is a description as a server gives it: tables of 16 columns, which are
// the same values in every table, four indexes and four constraints of its own.
func crowd(tables int) *schema.Database {
	yes, no, none := schema.Is(true), schema.Is(false), schema.Is("")
	btree, simple := schema.Is("btree"), schema.Is("simple")
	stays, cascade, now := schema.Is(schema.NoAction), schema.Is(schema.Cascade), schema.Is(schema.NotDeferrable)
	columns := make([]*schema.Column, 16)
	for i := range columns {
		columns[i] = &schema.Column{
			Name: fmt.Sprintf("column_%d", i), Type: schema.Is(schema.Type{Name: "int8"}), NotNull: yes, Default: none,
			Identity: schema.Is(schema.IdentityNone), Generated: schema.Is(schema.Generated{}), Collation: none, Comment: none,
		}
	}
	d := &schema.Database{Name: "crowd at localhost", Dialect: "postgres", Server: 150018, Complete: true, Speaks: schema.Kinds()}
	d.Schemas = []*schema.Schema{{Name: "public", About: schema.About{Comment: none}}}
	for i := range tables {
		name := fmt.Sprintf("table_%05d", i)
		t := &schema.Table{
			Kind: schema.KindTable, Schema: "public", Name: name, About: schema.About{Comment: none}, Columns: columns,
			PrimaryKey: &schema.PrimaryKey{Name: name + "_pkey", Columns: []string{"column_0"}, Deferrable: now, Comment: none, Options: none, Tablespace: none, Clustered: no},
			Checks:     []*schema.Check{{Name: name + "_check", Expr: "column_1 > 0", NoInherit: no, Validated: yes, Enforced: yes, Comment: none}},
			Uniques:    []*schema.Unique{{Name: name + "_key", Columns: []string{"column_2", "column_3"}, NullsNotDistinct: no, Deferrable: now, Comment: none}},
			ForeignKeys: []*schema.ForeignKey{{
				Name: name + "_fkey", Columns: []string{"column_4"}, RefSchema: "public", RefTable: fmt.Sprintf("table_%05d", i/2), RefColumns: []string{"column_0"},
				OnUpdate: stays, OnDelete: cascade, Match: simple, Deferrable: now, Validated: yes, Enforced: yes, Comment: none,
			}},
		}
		for k := range 4 {
			t.Indexes = append(t.Indexes, &schema.Index{
				Name: fmt.Sprintf("%s_idx%d", name, k), Method: btree, Unique: no, NullsNotDistinct: no, Where: none, Options: none,
				Valid: yes, Tablespace: none, Clustered: no, Statistics: none, Comment: none,
				Keys: []schema.IndexKey{{Column: fmt.Sprintf("column_%d", 4+k), Opclass: none, Collation: none, Desc: no, NullsFirst: no}},
			})
		}
		d.Tables = append(d.Tables, t)
	}
	return d
}

func BenchmarkWrite(b *testing.B) {
	each(b, func(b *testing.B, d *schema.Database) {
		for b.Loop() {
			if err := snapshot.Write(io.Discard, d); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	each(b, func(b *testing.B, d *schema.Database) {
		var file bytes.Buffer
		if err := snapshot.Write(&file, d); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(file.Len()))
		for b.Loop() {
			if _, err := snapshot.Read(bytes.NewReader(file.Bytes())); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkFingerprints(b *testing.B) {
	each(b, func(b *testing.B, d *schema.Database) {
		for b.Loop() {
			snapshot.Fingerprints(d)
		}
	})
}

func each(b *testing.B, do func(*testing.B, *schema.Database)) {
	for _, tables := range []int{10, 1000, 10000} {
		d := crowd(tables)
		b.Run(fmt.Sprintf("tables=%d", tables), func(b *testing.B) {
			b.ReportAllocs()
			do(b, d)
		})
	}
}
