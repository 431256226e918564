package migration_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/synapscale/synapcheck/codegen/migration"
	"github.com/synapscale/synapcheck/codegen/shadow"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// A randomTable is a table that may be changed at random.
type randomTable struct {
	columns []randomColumn
	extra   []string // statements about it
}

type randomColumn struct{ name, typ, rest string }

var (
	randomTypes = []string{"integer", "bigint", "text", "varchar(20)", "varchar(40)", "numeric(8,2)", "numeric(12,2)", "boolean", "date", "timestamptz", "jsonb", "uuid", "mood"}
	randomNames = []string{"a", "b", "c", "d", "order"}
)

func drawColumn(t *rapid.T, name string) randomColumn {
	c := randomColumn{name: name, typ: rapid.SampledFrom(randomTypes).Draw(t, "type")}
	if rapid.IntRange(0, 3).Draw(t, "not null") == 0 {
		c.rest = " not null"
	}
	return c
}

// drawExtra is something on a column that its type allows.
func drawExtra(t *rapid.T, table string, c randomColumn) string {
	column := `"` + c.name + `"`
	list := []string{
		"create index on %s (%s)", "alter table %s alter %s set statistics 50", "comment on column %[1]s.%[2]s is 'said'",
		"grant select (%[2]s) on %[1]s to pg_monitor", "create unique index on %s (%s)", "alter table %s add unique (%s)",
		"create view v_%[1]s_" + c.name + " as select %[2]s from %[1]s", "alter table %s add check (%s is not null)",
		"create policy p_" + c.name + " on %[1]s using (%[2]s is not null)", "create index on %[1]s (id) where %[2]s is null",
	}
	return fmt.Sprintf(rapid.SampledFrom(list).Draw(t, "extra"), table, column)
}

func (r randomTable) script(name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "create table %s (id bigint primary key", name)
	for _, c := range r.columns {
		fmt.Fprintf(&b, ", %q %s%s", c.name, c.typ, c.rest)
	}
	b.WriteString(");\n")
	for _, x := range r.extra {
		b.WriteString(x + ";\n")
	}
	return b.String()
}

// edit changes one thing about the table.
func (r randomTable) edit(t *rapid.T, name string) randomTable {
	r.columns, r.extra = slices.Clone(r.columns), slices.Clone(r.extra)
	switch rapid.IntRange(0, 4).Draw(t, "edit") {
	case 0:
		for _, n := range randomNames {
			if !slices.ContainsFunc(r.columns, func(c randomColumn) bool { return c.name == n }) {
				r.columns = append(r.columns, drawColumn(t, n))
				break
			}
		}
	case 1:
		if len(r.columns) > 1 {
			gone := r.columns[len(r.columns)-1].name
			r.columns = r.columns[:len(r.columns)-1]
			r.extra = slices.DeleteFunc(r.extra, func(x string) bool { return strings.Contains(x, `"`+gone+`"`) })
		}
	case 2:
		i := rapid.IntRange(0, len(r.columns)-1).Draw(t, "column")
		r.columns[i] = drawColumn(t, r.columns[i].name)
	case 3:
		c := r.columns[rapid.IntRange(0, len(r.columns)-1).Draw(t, "column")]
		if x := drawExtra(t, name, c); !slices.Contains(r.extra, x) {
			r.extra = append(r.extra, x)
		}
	case 4:
		if len(r.extra) > 0 {
			i := rapid.IntRange(0, len(r.extra)-1).Draw(t, "gone")
			r.extra = slices.Delete(r.extra, i, i+1)
		}
	}
	return r
}

// Tables that are changed at random come to be the changed ones, and back. With
// SYNAPCHECK_MIGRATIONS the number of pairs is that of -rapid.checks; its seed is printed with a failure.
func TestRandomChangesAreMigrated(t *testing.T) {
	server := scratchtest.Server(t)
	if os.Getenv("SYNAPCHECK_MIGRATIONS") == "" { // the ordinary run has little time
		if err := flag.Set("rapid.checks", "4"); err != nil {
			t.Fatal(err)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		was := randomTable{}
		for _, n := range randomNames[:rapid.IntRange(1, 4).Draw(rt, "columns")] {
			was.columns = append(was.columns, drawColumn(rt, n))
		}
		for range rapid.IntRange(0, 4).Draw(rt, "extras") {
			if x := drawExtra(rt, "t", was.columns[rapid.IntRange(0, len(was.columns)-1).Draw(rt, "on")]); !slices.Contains(was.extra, x) {
				was.extra = append(was.extra, x)
			}
		}
		will := was
		for range rapid.IntRange(1, 10).Draw(rt, "edits") {
			will = will.edit(rt, "t")
		}
		const types = "create type mood as enum ('sad', 'ok');\n"
		randomMove(rt, t, server, types+was.script("t"), types+will.script("t"))
	})
}

// played is a database of the script; one that the server refuses is none.
func played(t *testing.T, s *scratch.Server, script string) *scratch.DB {
	db, err := s.NewDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Exec(t.Context(), script); err != nil {
		_ = db.Drop(context.Background()) // an index on a type without an order, say
		return nil
	}
	return db
}

func randomMove(rt *rapid.T, t *testing.T, s *scratch.Server, from, to string) {
	a := played(t, s, from)
	if a == nil {
		return
	}
	defer func() { _ = a.Drop(context.Background()) }()
	b := played(t, s, to)
	if b == nil {
		return
	}
	defer func() { _ = b.Drop(context.Background()) }()
	d := diff.Compare(describe(t, b), describe(t, a), diff.Options{Renames: map[string]string{}})
	up := migration.Make(d, everything)
	proof, err := shadow.ProveOn(t.Context(), a, s.Version(), d, up, nil)
	if err != nil {
		rt.Fatalf("%v\nfrom:\n%s\nto:\n%s\n%s", err, from, to, text(up))
	}
	for _, x := range append(proof.Left, proof.BackLeft...) {
		if !remains(x) {
			rt.Fatalf("%s %s is left: declared %q, live %q\nfrom:\n%s\nto:\n%s\n%s\ndown:\n%s", x.Object, x.Property, x.Declared, x.Live, from, to, text(up), text(proof.Down))
		}
	}
	for i, m := range proof.Up {
		claims(t, "up", up, i, m)
	}
}
