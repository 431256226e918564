package rule_test

import (
	"context"
	"strings"
	"sync"
	"testing"

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

// play leaves extensions to databases of their own: they outlive a sweep.
func (s *stages) play(t *testing.T, script string) *schema.Database {
	t.Helper()
	if strings.Contains(script, "create extension") {
		return describe(t, scratchtest.Database(t, script))
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
