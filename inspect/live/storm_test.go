package live_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

const stormSchema = `
create table two_steps (a int, constraint c check (a > 0));
create table one_step (x int, constraint c check (x > 0));
create table saved (s int, constraint c check (s > 0));
create table whole_a (id int, constraint c check (whole_a is not null));
create function f_0(int) returns int immutable language sql as 'select 1';
create table marker_0 (a int default f_0(1));
create table other_marker (a int default f_0(2), b int check (f_0(b) > 0));
create table indexed (a text, lower int);
create index by_a on indexed (lower(a));
create view v as select 0 as v_0;
create table emptied (e int, constraint c check (emptied is not null));
create table busy (n int);
`

// A squall is something that somebody keeps doing to the schema. The statements
// of one element run as one simple query, and so as one transaction unless they
// say otherwise.
type squall struct {
	name  string
	turns func(n int) []string
}

var squalls = []squall{
	{"a column goes by two names in turn", func(n int) []string {
		from, to := "a", "b"
		if n%2 == 1 {
			from, to = to, from
		}
		return []string{fmt.Sprintf("alter table two_steps rename column %s to %s", from, to)}
	}},
	{"a column is renamed there and back at once", func(int) []string {
		return []string{"begin", "alter table one_step rename x to y", "alter table one_step rename y to x", "commit"}
	}},
	{"a column is renamed after a savepoint", func(n int) []string {
		from, to := "s", "t"
		if n%2 == 1 {
			from, to = to, from
		}
		return []string{"begin", "select txid_current()", "savepoint one", fmt.Sprintf("alter table saved rename %s to %s", from, to), "select pg_sleep(0.005)", "commit"}
	}},
	{"a table goes by two names in turn", func(n int) []string {
		from, to := "whole_a", "whole_b"
		if n%2 == 1 {
			from, to = to, from
		}
		return []string{fmt.Sprintf("alter table %s rename to %s", from, to)}
	}},
	{"a function and a table are renamed together", func(n int) []string {
		return []string{fmt.Sprintf("alter function f_%d(int) rename to f_%d; alter table marker_%[1]d rename to marker_%[2]d", n, n+1)}
	}},
	{"an index is replaced", func(n int) []string {
		from, to := "lower", "upper"
		if n%2 == 1 {
			from, to = to, from
		}
		return []string{fmt.Sprintf("create index coming on indexed (%s(a)); drop index by_a; alter index coming rename to by_a; alter table indexed rename column %s to %[1]s", to, from)}
	}},
	{"a view is replaced", func(n int) []string {
		if n%2 == 1 {
			return []string{fmt.Sprintf("create or replace view v as select %d as v_%d", n, n)}
		}
		return []string{fmt.Sprintf("drop view v; create view v as select %d as v_%[1]d", n+1)}
	}},
	{"a pair of tables comes and goes", func(n int) []string {
		if n%2 == 1 {
			return []string{"drop table child, parent"}
		}
		return []string{"create table parent (id int primary key, check (id > 0)); create table child (id int references parent, d text default 'x')"}
	}},
	{"a table is renamed, and renamed back and emptied", func(n int) []string {
		if n%2 == 0 {
			return []string{"alter table emptied rename to renamed"}
		}
		return []string{"begin", "alter table renamed rename to emptied", "truncate emptied", "commit"}
	}},
	{"rows are written", func(n int) []string { return []string{fmt.Sprintf("insert into busy values (%d)", n)} }},
}

// torn names what cannot have been so at any one moment.
func torn(db *schema.Database) string {
	tables := make(map[string]*schema.Table)
	for _, t := range db.Tables {
		tables[t.Name] = t
	}
	markers := 0
	for name, t := range tables {
		switch name {
		case "two_steps", "one_step", "saved":
			column := t.Columns[0].Name
			if name == "one_step" && column != "x" || t.Checks[0].Expr != "("+column+" > 0)" {
				return fmt.Sprintf("column %s.%s, check %s", name, column, t.Checks[0].Expr)
			}
		case "whole_a", "whole_b", "emptied", "renamed":
			if t.Checks[0].Expr != "("+name+".* IS NOT NULL)" {
				return fmt.Sprintf("table %s, check %s", name, t.Checks[0].Expr)
			}
		case "indexed":
			if len(t.Indexes) != 1 || t.Indexes[0].Name != "by_a" || t.Indexes[0].Keys[0].Expr != t.Columns[1].Name+"(a)" {
				return fmt.Sprintf("table indexed, column %s, indexes %+v", t.Columns[1].Name, t.Indexes)
			}
		case "v":
			column := t.Columns[0].Name
			if query, said := t.Query.Get(); said && !strings.HasSuffix(strings.TrimRight(query, ";"), " AS "+column) {
				return fmt.Sprintf("view v, column %s, query %s", column, query)
			}
		case "parent", "child":
			if tables["parent"] == nil || tables["child"] == nil || len(tables["child"].ForeignKeys) != 1 || len(tables["parent"].Checks) != 1 {
				return "half of the pair"
			}
		}
		if n, ok := strings.CutPrefix(name, "marker_"); ok {
			markers++
			f, other := "f_"+n, tables["other_marker"]
			for _, text := range []string{
				defaultOf(t.Columns[0]), defaultOf(other.Columns[0]), other.Checks[0].Expr,
			} {
				if !strings.Contains(text, f+"(") {
					return fmt.Sprintf("table %s, expression %s", name, text)
				}
			}
		}
	}
	for _, name := range []string{"two_steps", "one_step", "saved", "indexed", "v", "other_marker", "busy"} {
		if tables[name] == nil {
			return "no table " + name
		}
	}
	if markers != 1 || (tables["whole_a"] == nil) == (tables["whole_b"] == nil) || (tables["emptied"] == nil) == (tables["renamed"] == nil) {
		return "a table that was renamed is there twice, or not at all"
	}
	return ""
}

func defaultOf(c *schema.Column) string { return c.Default.Or("") }

// TestStormIsNeverHalfSeen reads while many others change everything.
// SYNAPCHECK_TEST_STORM makes it last longer, as in 60s.
func TestStormIsNeverHalfSeen(t *testing.T) {
	lasting := 5 * time.Second
	if text := os.Getenv("SYNAPCHECK_TEST_STORM"); text != "" {
		var err error
		if lasting, err = time.ParseDuration(text); err != nil {
			t.Fatalf("SYNAPCHECK_TEST_STORM: %v", err)
		}
	}
	db := scratchtest.Database(t, stormSchema)
	ctx, cancel := context.WithTimeout(t.Context(), lasting)
	defer cancel()
	var (
		all      sync.WaitGroup
		changes  atomic.Int64
		readings atomic.Int64
		unstable atomic.Int64
		calm     atomic.Bool
	)
	for i, s := range squalls {
		writer := dial(t, db.URL())
		all.Go(func() {
			chance := rand.New(rand.NewPCG(1, uint64(i)))
			for n := 0; ctx.Err() == nil; n++ {
				for _, statement := range s.turns(n) {
					if _, err := writer.PgConn().Exec(context.Background(), statement).ReadAll(); err != nil {
						t.Errorf("%s: %s: %v", s.name, statement, err)
						return
					}
				}
				changes.Add(1)
				time.Sleep(time.Duration(5+chance.IntN(20)) * time.Millisecond)
				for calm.Load() && ctx.Err() == nil {
					time.Sleep(time.Millisecond)
				}
			}
		})
	}
	all.Go(func() {
		for ctx.Err() == nil {
			calm.Store(false)
			time.Sleep(100 * time.Millisecond)
			calm.Store(true)
			time.Sleep(time.Duration(20+rand.IntN(300)) * time.Millisecond)
		}
	})
	for range 2 {
		server := connect(t, db.URL(), live.Options{})
		all.Go(func() {
			for ctx.Err() == nil {
				have, err := server.Read(t.Context())
				var changing *live.UnstableError
				switch {
				case errors.As(err, &changing):
					unstable.Add(1)
				case err != nil:
					t.Errorf("%T: %v", err, err)
					return
				default:
					readings.Add(1)
					if what := torn(have); what != "" {
						t.Errorf("half seen: %s", what)
					}
				}
			}
		})
	}
	all.Wait()
	t.Logf("%d changes, %d readings, %d given up", changes.Load(), readings.Load(), unstable.Load())
	if readings.Load() < 3 || changes.Load() < 100 {
		t.Error("too little happened")
	}
}
