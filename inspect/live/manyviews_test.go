package live_test

import (
	"testing"
	"time"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// TestManyViewsFitIntoTheLockTable reads more views than a server has locks for
// in one transaction, with the settings that every server begins with.
func TestManyViewsFitIntoTheLockTable(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int)", `do $$
begin
  for i in 1..8000 loop
    execute format('create view v%s as select id from t', i);
    if i % 1000 = 0 then commit; end if;
  end loop;
end $$`)
	begun := time.Now()
	have := read(t, db.URL(), live.Options{})
	if len(have.Tables) != 8001 || have.Tables[8000].Query.Or("") == "" {
		t.Errorf("%d relations", len(have.Tables))
	}
	t.Logf("read in %s", time.Since(begun))
}
