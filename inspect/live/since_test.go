package live_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// TestUnchangedDatabaseIsNotReadAgain tells a former description from a new
// reading by a table that only the former has.
func TestUnchangedDatabaseIsNotReadAgain(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int primary key, a text default 'x'); create view v as select a from t")
	writer := dial(t, db.AdminURL())
	_, other := scratchtest.Role(t, db, "")
	describe := func(url string, opts live.Options, former *schema.Database) *schema.Database {
		t.Helper()
		d, err := connect(t, url, opts).ReadSince(t.Context(), former)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	opts := live.Options{State: true}
	former := describe(db.URL(), opts, &schema.Database{})
	marked := *former
	marked.Name = "another name for it"
	marked.Tables = append([]*schema.Table{{Kind: schema.KindTable, Schema: "public", Name: "marked"}}, former.Tables...)

	still := describe(db.URL(), opts, &marked)
	if len(still.Tables) != 3 || still.State != former.State || still.Name != former.Name {
		t.Errorf("read again: %d tables of %s", len(still.Tables), still.Name)
	}
	still = describe(db.URL(), live.Options{}, former)
	anew := describe(db.URL(), live.Options{}, &schema.Database{})
	still.State = nil
	if d := cmp.Diff(dump(t, anew), dump(t, still)); d != "" {
		t.Errorf("a reading says something else (-reading +former):\n%s", d)
	}

	for name, d := range map[string]*schema.Database{
		"another role":    describe(other, opts, &marked),
		"another path":    describe(db.URL()+"&search_path=pg_catalog", opts, &marked),
		"needs":           describe(db.URL(), live.Options{Needs: true}, &marked),
		"other schemas":   describe(db.URL(), live.Options{Schemas: []string{"public"}}, &marked),
		"another dialect": describe(db.URL(), opts, &schema.Database{Dialect: "sql", Tables: marked.Tables, State: marked.State}),
	} {
		if len(d.Tables) != 2 {
			t.Errorf("%s: not read again", name)
		}
	}

	run(t, writer, "alter table t add column b int")
	if d := describe(db.URL(), opts, &marked); len(d.Tables) != 2 || d.Tables[0].Column("b") == nil {
		t.Error("changed, and not read again")
	}
}
