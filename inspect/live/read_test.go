package live_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

func TestReadingTwiceGivesTheSame(t *testing.T) {
	db := scratchtest.Database(t, everything)
	server := connect(t, db.URL(), live.Options{})
	var texts [2]string
	for i := range texts {
		have, err := server.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = dump(t, have)
	}
	if d := cmp.Diff(texts[0], texts[1]); d != "" {
		t.Error(d)
	}
}

func TestServersAreLeftAsTheyWere(t *testing.T) {
	db := scratchtest.Database(t, everything)
	admin := dial(t, db.AdminURL())
	server := connect(t, db.URL(), live.Options{})
	if _, err := server.Read(t.Context()); err != nil {
		t.Fatal(err)
	}
	var name, state string
	var locks int
	err := admin.QueryRow(t.Context(), `
select a.application_name, a.state, (select count(*) from pg_locks l where l.pid = a.pid and l.locktype = 'relation')
from pg_stat_activity a where a.datname = current_database() and a.pid <> pg_backend_pid()`).Scan(&name, &state, &locks)
	if err != nil {
		t.Fatal(err)
	}
	if name != "synapcheck" || state != "idle" || locks != 0 {
		t.Errorf("left behind: %s, %s, %d locks", name, state, locks)
	}
	var last *int64
	if err := admin.QueryRow(t.Context(), "select last_value from pg_sequences where sequencename = 'numbers'").Scan(&last); err != nil {
		t.Fatal(err)
	}
	if last != nil {
		t.Errorf("the sequence has advanced to %d", *last)
	}
}

func TestSchemasNarrowTheReading(t *testing.T) {
	db := scratchtest.Database(t, `
create schema a;
create schema b;
create type b.kind as enum ('x');
create table b.target (id int primary key, code text, other int, unique (other, code));
alter table b.target drop column other cascade;
alter table b.target add constraint code_key unique (code);
create table a.t (kind b.kind, code text constraint away references b.target (code));
`)
	have := dump(t, read(t, db.URL(), live.Options{Schemas: []string{"a"}}))
	want := `database test (postgres)
search path public
owner synapcheck_owner
schema a
type b.kind
table a.t
  kind b.kind null
  code text null
  foreign key away (code) references b.target (code)
gap: 2 other schemas: not asked for
`
	if d := cmp.Diff(want, have); d != "" {
		t.Error(d)
	}
}

func TestNothingToCompareIsAnError(t *testing.T) {
	db := scratchtest.Database(t, "create schema app; create schema empty; create table app.t (id int)")
	bare := scratchtest.Database(t)
	for _, c := range []struct {
		name, dsn string
		opts      live.Options
		want      string
	}{
		{
			"no such schema", db.URL(),
			live.Options{Schemas: []string{"app", "ap"}},
			"there is no schema ap (tables are in schema app)",
		},
		{
			"no such schemas", db.URL(),
			live.Options{Schemas: []string{"x\ny", "a"}},
			`there are no schemas "x\ny", a (tables are in schema app)`,
		},
		{
			"empty schema", db.URL(),
			live.Options{Schemas: []string{"empty"}},
			"nothing to compare: no table in schema empty (tables are in schema app)",
		},
		{
			"empty database", bare.URL(),
			live.Options{},
			"nothing to compare: no table in schema public (no other schema holds tables either: is it the right database, and have its migrations run?)",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := connect(t, c.dsn, c.opts).Read(t.Context())
			var empty *live.EmptyError
			if !errors.As(err, &empty) {
				t.Fatalf("%T: %v", err, err)
			}
			if have := fmt.Sprintf("%v (%s)", err, empty.Hint()); !strings.HasSuffix(have, ": "+c.want) {
				t.Errorf("\nwant … %s\nhave %s", c.want, have)
			}
		})
	}
	if have := read(t, bare.URL(), live.Options{AllowEmpty: true}); len(have.Tables) != 0 || !have.Says(schema.KindTable) {
		t.Errorf("have %s", dump(t, have))
	}
}

func TestTemporaryObjectsAreNotSeen(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int)")
	conn := dial(t, db.URL())
	want := dump(t, read(t, db.URL(), live.Options{}))
	run(t, conn,
		"create temporary table hidden (id serial primary key, a int check (a > 0), u text unique)",
		"create index on hidden (a)",
		"create temporary view hidden_view as select 1 as one",
		"create type pg_temp.hidden_enum as enum ('x')",
		"create domain pg_temp.hidden_domain as int",
		"create function pg_temp.f() returns int language sql as 'select 1'",
	)
	if d := cmp.Diff(want, dump(t, read(t, db.URL(), live.Options{}))); d != "" {
		t.Error(d)
	}
}

// TestPartsOfExtensionsAreNotSeen gives objects of every kind to an extension.
func TestPartsOfExtensionsAreNotSeen(t *testing.T) {
	db := scratchtest.Database(t, "create extension citext; create table t (id int primary key)")
	want := dump(t, read(t, db.URL(), live.Options{}))
	statements := []string{
		"create type their_enum as enum ('x')",
		"create domain their_domain as text check (value <> '')",
		"create sequence their_sequence",
		"create table their_table (id int primary key check (id > 0), a text unique default 'x', t_id int references t)",
		"create index on their_table (lower(a))",
		"create view their_view as select 1 as one",
		"create schema theirs",
		"create table theirs.hidden (id int)",
		"create function their_function() returns trigger language plpgsql as 'begin return new; end'",
		"create trigger their_trigger before insert on their_table for each row execute function their_function()",
	}
	for _, object := range []string{
		"type their_enum", "domain their_domain", "sequence their_sequence", "table their_table", "view their_view",
		"schema theirs", "table theirs.hidden", "function their_function()",
	} {
		statements = append(statements, "alter extension citext add "+object)
	}
	run(t, dial(t, db.AdminURL()), statements...)
	have := dump(t, read(t, db.URL(), live.Options{}))
	for _, line := range []string{"type public.their_domain\n", "type public.their_enum\n"} {
		if !strings.Contains(have, line) {
			t.Errorf("a column could have it, so there should be a line %q in:\n%s", line, have)
		}
		have = strings.Replace(have, line, "", 1)
	}
	if d := cmp.Diff(want, have); d != "" {
		t.Error(d)
	}

	_, err := connect(t, db.URL(), live.Options{Schemas: []string{"theirs too"}}).Read(t.Context())
	var empty *live.EmptyError
	if !errors.As(err, &empty) || strings.Join(empty.Others, " ") != "public" {
		t.Errorf("want the hint to name public only, have %v (%v)", err, empty)
	}

	run(t, dial(t, db.AdminURL()), "create table mine (their_id int references their_table)")
	have = dump(t, read(t, db.URL(), live.Options{}))
	if line := "foreign key mine_their_id_fkey (their_id) references public.their_table (id)\n"; !strings.Contains(have, line) {
		t.Errorf("no line %q in:\n%s", line, have)
	}
}

func TestSystemSchemasAreNotRead(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int)")
	conn := dial(t, db.URL())
	run(t, conn, "create temporary table hidden (id int)")
	var temporary string
	if err := conn.QueryRow(t.Context(), "select nspname from pg_namespace where oid = pg_my_temp_schema()").Scan(&temporary); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"pg_catalog", "information_schema", temporary} {
		_, err := connect(t, db.URL(), live.Options{Schemas: []string{name}}).Read(t.Context())
		var empty *live.EmptyError
		if !errors.As(err, &empty) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestForeignTablesAreRelations(t *testing.T) {
	db := scratchtest.Database(t)
	run(t, dial(t, db.AdminURL()),
		"create foreign data wrapper w",
		"create server s foreign data wrapper w",
		"create foreign table f (id int not null, name text default 'x', check (id > 0)) server s",
		"create table p (id int) partition by list (id)",
		"create foreign table p_1 partition of p for values in (1) server s",
	)
	have := dump(t, read(t, db.URL(), live.Options{}))
	for _, want := range []string{
		"foreign table public.f\n  server s\n  id   integer not null\n  name text null default 'x'::text\n  check f_id_check (id > 0)\n",
		"partition public.p_1 of public.p FOR VALUES IN (1)\n  server s\n  id integer null\n",
		"foreign server s\n",
	} {
		if !strings.Contains(have, want) {
			t.Errorf("no %q in:\n%s", want, have)
		}
	}
}

func TestFailedConcurrentIndexIsInvalid(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int); insert into t values (1), (1)")
	if _, err := dial(t, db.URL()).Exec(t.Context(), "create unique index concurrently broken on t (id)"); err == nil {
		t.Fatal("the index was built")
	}
	have := dump(t, read(t, db.URL(), live.Options{}))
	if want := "  unique index broken btree (id) invalid\n"; !strings.Contains(have, want) {
		t.Errorf("no %q in:\n%s", want, have)
	}
}

func TestBlockedReadingNamesTheBlocker(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int check (id > 0))")
	bare := role(t, db, "")
	holder := dial(t, db.URL())
	pid := holder.PgConn().PID()
	server, poor := connect(t, db.AdminURL(), live.Options{}), connect(t, bare, live.Options{})
	run(t, holder, "begin", "alter table t add column n int")
	for _, c := range []struct {
		server *live.Server
		want   string
	}{
		{server, fmt.Sprintf("blocked by pid %d (idle in transaction, ", pid)},
		{poor, fmt.Sprintf("blocked by pid %d holding AccessExclusiveLock on public.t", pid)},
	} {
		begun := time.Now()
		_, err := c.server.Read(t.Context())
		var blocked *live.BlockedError
		if !errors.As(err, &blocked) {
			t.Fatalf("%T: %v", err, err)
		}
		if !strings.Contains(err.Error(), c.want) || !strings.HasSuffix(err.Error(), "holding AccessExclusiveLock on public.t") || blocked.Hint() == "" {
			t.Errorf("\nwant … %s\nhave %v", c.want, err)
		}
		if took := time.Since(begun); took > 4*time.Second {
			t.Errorf("it took %s", took)
		}
	}
	run(t, holder, "rollback")
	if _, err := server.Read(t.Context()); err != nil {
		t.Errorf("after the lock is gone: %v", err)
	}
}

// TestQueuedLockIsExplained waits behind an ALTER TABLE that waits itself.
func TestQueuedLockIsExplained(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int check (id > 0))")
	reader, writer := dial(t, db.URL()), dial(t, db.URL())
	server := connect(t, db.URL(), live.Options{LockTimeout: 100 * time.Millisecond})
	run(t, reader, "begin", "select * from t")
	done := make(chan error, 1)
	go func() {
		_, err := writer.Exec(context.Background(), "alter table t add column n int")
		done <- err
	}()
	want := fmt.Sprintf("waiting for AccessExclusiveLock on public.t behind pid %d", reader.PgConn().PID())
	eventually(t, func() bool {
		_, err := server.Read(t.Context())
		return err != nil && strings.Contains(err.Error(), want)
	})
	run(t, reader, "rollback")
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestReadingIsBoundedInTime(t *testing.T) {
	db := scratchtest.Database(t, everything)
	server := connect(t, db.URL(), live.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := server.Read(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("want a cancelled context, have %v", err)
	}

	run(t, dial(t, db.URL()), "create table t (id int check (id > 0))")
	holder := dial(t, db.URL())
	run(t, holder, "begin", "alter table t add column n int")
	for _, opts := range []live.Options{
		{Timeout: 200 * time.Millisecond, LockTimeout: time.Minute},
	} {
		begun := time.Now()
		_, err := connect(t, db.URL(), opts).Read(t.Context())
		var timeout *live.TimeoutError
		if !errors.As(err, &timeout) || timeout.Hint() == "" {
			t.Errorf("want a timeout, have %T: %v", err, err)
		}
		if took := time.Since(begun); took > 2*time.Second {
			t.Errorf("it took %s", took)
		}
	}
}

func TestEndedConnectionIsAnError(t *testing.T) {
	db := scratchtest.Database(t, everything)
	server := connect(t, db.URL(), live.Options{})
	run(t, dial(t, db.AdminURL()), "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'synapcheck' and datname = current_database()")
	_, err := server.Read(t.Context())
	if err == nil {
		t.Fatal("the connection is still there")
	}
	if !strings.Contains(err.Error(), "reading postgres database "+db.Name()) {
		t.Errorf("no target in: %v", err)
	}
}

// TestConcurrentChangesAreNeverHalfSeen reads a schema in which a column goes
// by two names in turn, and another table is built anew again and again.
func TestConcurrentChangesAreNeverHalfSeen(t *testing.T) {
	const build = "create table churn (a text, b circle, exclude using gist (b with &&)); create index on churn (lower(a)) where a <> ''; "
	var script strings.Builder
	script.WriteString(build)
	for i := range 30 {
		fmt.Fprintf(&script, "create table t%d (a int, b int default 1, constraint c check (a > 0));\n", i)
	}
	db := scratchtest.Database(t, script.String())
	writer := dial(t, db.URL())
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	changes, stopped := 0, make(chan error, 1)
	go func() {
		names := [2]string{"a", "renamed"}
		for ctx.Err() == nil {
			from, to := names[changes%2], names[(changes+1)%2]
			change := fmt.Sprintf("alter table t7 rename column %s to %s; drop table churn; %s", from, to, build)
			if _, err := writer.PgConn().Exec(context.Background(), change).ReadAll(); err != nil {
				stopped <- err
				return
			}
			if changes++; changes%8 != 0 {
				time.Sleep(10 * time.Millisecond)
			} else {
				time.Sleep(150 * time.Millisecond)
			}
		}
		stopped <- nil
	}()

	server := connect(t, db.URL(), live.Options{})
	read, unstable := 0, 0
	for ctx.Err() == nil {
		have, err := server.Read(t.Context())
		var changing *live.UnstableError
		switch {
		case errors.As(err, &changing):
			unstable++
			continue
		case err != nil:
			t.Fatal(err)
		}
		read++
		for _, table := range have.Tables {
			name := table.Columns[0].Name
			switch {
			case table.Name == "churn":
				if x := table.Indexes[0].Keys[0].Expr; x != "lower(a)" || table.Exclusions[0].Definition != "EXCLUDE USING gist (b WITH &&)" {
					t.Fatalf("half seen: index on %q", x)
				}
			case table.Checks[0].Expr != "("+name+" > 0)":
				t.Fatalf("half seen: column %s, check %s", name, table.Checks[0].Expr)
			}
		}
	}
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
	t.Logf("%d changes, %d readings, %d given up", changes, read, unstable)
	if read < 5 || changes < 50 {
		t.Errorf("too little happened: %d readings, %d changes", read, changes)
	}
}

func TestEndlessChangesAreReported(t *testing.T) {
	db := scratchtest.Database(t, "create table t (a int check (a > 0))")
	writer := dial(t, db.URL())
	ctx, cancel := context.WithCancel(t.Context())
	stopped := make(chan error, 1)
	go func() {
		for ctx.Err() == nil {
			for _, rename := range []string{"a to b", "b to a"} {
				if _, err := writer.Exec(context.Background(), "alter table t rename "+rename); err != nil {
					stopped <- err
					return
				}
			}
		}
		stopped <- nil
	}()
	server := connect(t, db.URL(), live.Options{})
	eventually(t, func() bool {
		_, err := server.Read(t.Context())
		var unstable *live.UnstableError
		if err != nil && !errors.As(err, &unstable) {
			t.Fatalf("%T: %v", err, err)
		}
		return err != nil && strings.Contains(err.Error(), "the schema is changing") && unstable.Hint() != ""
	})
	cancel()
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
}

// A counter counts what goes over a connection.
type counter struct {
	net.Conn
	writes, turns *atomic.Int64
	reading       bool
}

func (c *counter) Write(p []byte) (int, error) {
	c.writes.Add(1)
	if c.reading {
		c.turns.Add(1)
		c.reading = false
	}
	return c.Conn.Write(p)
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.reading = true
	return n, err
}

func TestRoundTripsDoNotGrowWithTheSchema(t *testing.T) {
	trips := func(tables int) (writes, turns int64) {
		var script bytes.Buffer
		script.WriteString("create table target (id int primary key);\n")
		for i := range tables {
			fmt.Fprintf(&script, "create table t%d (id int primary key, a text default 'x' check (a <> ''), b int references target);\ncreate index on t%[1]d (lower(a));\n", i)
		}
		db := scratchtest.Database(t, script.String())
		var w, r atomic.Int64
		opts := live.Options{}.WithDial(func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
			return &counter{Conn: conn, writes: &w, turns: &r}, err
		})
		server := connect(t, db.URL(), opts)
		w.Store(0)
		r.Store(0)
		have, err := server.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(have.Tables) != tables+1 {
			t.Fatalf("%d tables", len(have.Tables))
		}
		return w.Load(), r.Load()
	}
	fewWrites, few := trips(10)
	manyWrites, many := trips(1000)
	t.Logf("10 tables: %d writes, %d round trips; 1000 tables: %d writes, %d round trips", fewWrites, few, manyWrites, many)
	if fewWrites != manyWrites || many > few || few > 2 || fewWrites > 4 {
		t.Error("want two round trips for either")
	}
}
