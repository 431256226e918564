package live_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/synapscale/synapcheck/inspect/live"
)

// TestManyViewsFitIntoTheLockTable reads more views than a server has locks for
// in one transaction, with the settings that every server begins with.
func TestManyViewsFitIntoTheLockTable(t *testing.T) {
	cert, key := newAuthority(t).issue(t)
	dsn := fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable", listening(t, cert, key))
	run(t, dial(t, dsn), "create table t (id int)", `do $$
begin
  for i in 1..20000 loop
    execute format('create view v%s as select id from t', i);
    if i % 1000 = 0 then commit; end if;
  end loop;
end $$`)
	begun := time.Now()
	have := read(t, dsn, live.Options{})
	if len(have.Tables) != 20001 || have.Tables[20000].Query.Or("") == "" {
		t.Errorf("%d relations", len(have.Tables))
	}
	t.Logf("read in %s", time.Since(begun))
}
