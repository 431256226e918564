package crowd_test

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest/crowd"
)

// What the package promises is there, and as many expressions as it says.
func TestLoad(t *testing.T) {
	count := func(distinct bool) (tables, columns, predicates, checks int) {
		db := scratchtest.Database(t)
		start := time.Now()
		if err := crowd.Load(t.Context(), db.AdminURL(), 200, distinct); err != nil {
			t.Fatal(err)
		}
		t.Log(time.Since(start))
		conn, err := pgx.Connect(t.Context(), db.AdminURL())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(t.Context())
		err = conn.QueryRow(t.Context(), `
			select (select count(*) from pg_class where relname like 'account\_%' and relkind = 'r'),
			       (select count(*) from pg_attribute where attrelid = 'account_200'::regclass and attnum > 0),
			       (select count(distinct pg_get_expr(indpred, indrelid)) from pg_index where indpred is not null),
			       (select count(distinct pg_get_expr(conbin, conrelid)) from pg_constraint where contype = 'c' and conrelid >= 16384)`).
			Scan(&tables, &columns, &predicates, &checks)
		if err != nil {
			t.Fatal(err)
		}
		return tables, columns, predicates, checks
	}
	type counts [4]int
	for distinct, want := range map[bool]counts{
		false: {200, 16, 1, 2},
		true:  {200, 16, 200, 300},
	} {
		var have counts
		have[0], have[1], have[2], have[3] = count(distinct)
		if have != want {
			t.Errorf("distinct %v: want %v, have %v", distinct, want, have)
		}
	}
}
