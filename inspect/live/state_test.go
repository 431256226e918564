package live_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// TestUnchangedDatabaseIsRecognised says that what leaves a trace in the catalog
// is seen, a change that only takes something away among it, and that what
// programs do all day is not.
func TestUnchangedDatabaseIsRecognised(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int primary key, a text default 'x'); comment on table t is 'seen'")
	writer := dial(t, db.AdminURL())
	server := connect(t, db.URL(), live.Options{State: true})
	for _, c := range []struct {
		changes   bool
		statement string
	}{
		{false, "insert into t values (1)"},
		{false, "analyze t"},
		{true, "alter table t add column b int"},
		{true, "comment on table t is null"},
		{true, "alter table t alter column a drop default"},
		{true, "alter table t drop constraint t_pkey"},
		{true, "grant select on t to public"},
		{true, "create function f() returns int language sql as 'select 1'"},
		{true, "drop function f()"},
		{true, "alter database " + db.Name() + " set work_mem to '64MB'"},
		{true, "alter database " + db.Name() + " connection limit 3"},
		{true, "comment on database " + db.Name() + " is 'ours'"},
	} {
		before, err := server.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		run(t, writer, c.statement)
		same, err := server.Unchanged(t.Context(), before)
		if err != nil {
			t.Fatal(err)
		}
		if same == c.changes {
			t.Errorf("%s: unchanged is %t", c.statement, same)
		}
	}
	other := scratchtest.Database(t, "create table t (id int primary key, a text default 'x')")
	before, err := server.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if same, err := connect(t, other.URL(), live.Options{}).Unchanged(t.Context(), before); err != nil || same {
		t.Errorf("another database is unchanged: %v", err)
	}
}
