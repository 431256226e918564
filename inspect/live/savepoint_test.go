package live_test

import (
	"context"
	"net"
	"testing"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// A turning is a connection that calls turn before each request.
type turning struct {
	net.Conn
	turn    func()
	reading bool
}

func (c *turning) Write(p []byte) (int, error) {
	if c.reading {
		c.reading = false
		c.turn()
	}
	return c.Conn.Write(p)
}

func (c *turning) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.reading = true
	return n, err
}

// onTurns gives options by which the connection calls turn before each request.
func onTurns(turn func()) live.Options {
	return live.Options{}.WithDial(func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
		return &turning{Conn: conn, turn: turn}, err
	})
}

// TestSavepointsAreNoHole renames a column after a savepoint, whose number no
// snapshot lists, and commits when the catalog has been read and the expressions
// have not. The next attempt takes the rename for settled, though yet another
// transaction is still under way.
func TestSavepointsAreNoHole(t *testing.T) {
	db := scratchtest.Database(t, "create table t (a int, check (a > 0)); create table busy (n int)")
	long, renaming, later := dial(t, db.URL()), dial(t, db.URL()), dial(t, db.URL())
	run(t, long, "begin; insert into busy values (0)")
	run(t, renaming, "begin; select txid_current(); savepoint one", "alter table t rename a to b")
	run(t, later, "create schema later") // the snapshot's upper bound is above all of them
	turns := 0
	server := connect(t, db.URL(), onTurns(func() {
		switch turns++; turns {
		case 2:
			run(t, renaming, "commit")
		case 5:
			run(t, later, "insert into busy values (1)") // or there would be nothing to look for
		}
	}))
	turns = 0
	have, err := server.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	table := have.Tables[1]
	if column, check := table.Columns[0].Name, table.Checks[0].Expr; check != "("+column+" > 0)" {
		t.Errorf("column %s, check %s", column, check)
	}
	// At first all was quiet, and what has changed is asked for only when it was not.
	if turns != 5 {
		t.Errorf("want an attempt of three turns and one of two, have %d turns", turns)
	}
}
