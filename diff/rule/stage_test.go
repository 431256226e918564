package rule_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// stages are databases on which one script is played after the other. To sweep
// a database takes a tenth of the time that a new one does, and the catalogue
// needs hundreds. What a script makes is read once, however many entries have it.
type stages struct {
	free chan *scratch.DB

	mu    sync.Mutex
	known map[string]*schema.Database

	tablespace sync.Once // the one that scripts use, on the server
}

func newStages(t *testing.T, n int) *stages {
	t.Helper()
	s := &stages{free: make(chan *scratch.DB, n), known: make(map[string]*schema.Database)}
	for range n {
		s.free <- scratchtest.Database(t)
	}
	return s
}

// sweep drops every schema that belongs to the scripts' role, and makes public as it
// is in a new database.
const sweep = `
do $$
declare
	name text;
begin
	for name in select nspname from pg_catalog.pg_namespace where pg_catalog.pg_has_role(nspowner, 'usage') loop
		execute format('drop schema %I cascade', name);
	end loop;
end
$$;
select pg_catalog.lo_unlink(oid) from pg_catalog.pg_largeobject_metadata where pg_catalog.pg_has_role(lomowner, 'usage');
alter default privileges grant execute on functions to public;
do $$
declare
	d record;
begin
	select * into d from pg_catalog.pg_database where datname = current_database();
	if d.datconnlimit <> -1 then
		execute format('alter database %I connection limit -1', d.datname);
	end if;
	if d.datacl is not null then
		execute format('grant connect, temporary on database %I to public', d.datname);
		execute format('revoke all on database %I from pg_monitor', d.datname);
	end if;
	if exists (select from pg_catalog.pg_shdescription where objoid = d.oid) then
		execute format('comment on database %I is null', d.datname);
	end if;
	if exists (select from pg_catalog.pg_db_role_setting where setdatabase = d.oid) then
		execute format('alter database %I reset all', d.datname);
		execute format('alter role current_user in database %I reset all', d.datname);
	end if;
end
$$;
create schema public;
comment on schema public is 'standard public schema';
`

// read plays the script and describes what it made.
func (s *stages) read(t *testing.T, script string) *schema.Database {
	t.Helper()
	s.mu.Lock()
	description := s.known[script]
	s.mu.Unlock()
	if description != nil {
		return description
	}
	description = s.play(t, script)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known[script] = description
	return description
}

// readAsSuperuser is read for scripts that a plain role may not play. Each has a
// database of its own.
func (s *stages) readAsSuperuser(t *testing.T, script string) *schema.Database {
	t.Helper()
	db := scratchtest.Database(t)
	if strings.Contains(script, "tablespace drift") {
		s.tablespace.Do(func() {
			asSuperuser(t, db, "set allow_in_place_tablespaces = on", "create tablespace drift location ''")
		})
	}
	asSuperuser(t, db, script)
	defer func() {
		if strings.Contains(script, "create subscription sub ") { // else the database cannot go
			asSuperuser(t, db, "drop subscription sub")
		}
	}()
	return describe(t, db)
}

func asSuperuser(t *testing.T, db *scratch.DB, scripts ...string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), db.AdminURL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	for _, script := range scripts {
		if _, err := conn.PgConn().Exec(t.Context(), script).ReadAll(); err != nil {
			t.Fatalf("%v\n%s", err, script)
		}
	}
}

// play leaves extensions to databases of their own: they outlive a sweep.
func (s *stages) play(t *testing.T, script string) *schema.Database {
	t.Helper()
	if strings.Contains(script, "create extension") {
		return describe(t, scratchtest.Database(t, sweep, script))
	}
	db := <-s.free
	defer func() { s.free <- db }()
	if err := db.Exec(t.Context(), sweep+script); err != nil {
		t.Fatal(err)
	}
	return describe(t, db)
}

func describe(t *testing.T, db *scratch.DB) *schema.Database {
	t.Helper()
	server, err := live.Connect(t.Context(), db.URL(), live.Options{AllowEmpty: true})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close(context.WithoutCancel(t.Context()))
	description, err := server.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return description
}
