package scratchtest_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

func TestEachTestHasItsOwnDatabase(t *testing.T) {
	for range 2 {
		db := scratchtest.Database(t, "create table only_one (id int)", "insert into only_one values (1)")
		conn, err := db.Connect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var n int
		if err := conn.QueryRow(t.Context(), "select count(*) from only_one").Scan(&n); err != nil || n != 1 {
			t.Fatalf("want 1 row, have %d, %v", n, err)
		}
		if err := conn.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}
