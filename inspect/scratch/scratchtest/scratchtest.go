// Package scratchtest gives tests a real PostgreSQL.
//
// A test binary has one server, started when the first test asks for it; each
// test has databases of its own on it. Where no server can be had the test
// fails: a test that needs PostgreSQL is never skipped.
package scratchtest

import (
	"context"
	"errors"
	"os"
	"strconv"
	"sync"
	"testing"

	"github.com/synapscale/synapcheck/inspect/scratch"
)

// Server gives the test binary's server. Its major version is the one that
// SYNAPCHECK_TEST_PG_MAJOR names, or else the newest that is installed.
func Server(tb testing.TB) *scratch.Server {
	tb.Helper()
	s, err := shared()
	if err != nil {
		fatal(tb, "starting PostgreSQL", err)
	}
	return s
}

var shared = sync.OnceValues(func() (*scratch.Server, error) {
	opts := scratch.FromEnv(os.Getenv)
	if major := os.Getenv("SYNAPCHECK_TEST_PG_MAJOR"); major != "" {
		n, err := strconv.Atoi(major)
		if err != nil {
			return nil, errors.New("SYNAPCHECK_TEST_PG_MAJOR is not a number")
		}
		opts.Major = n
	}
	return scratch.Start(context.Background(), opts)
})

// Database gives a fresh database in which the scripts have run, as a plain
// role that owns it. It is dropped when the test ends.
func Database(tb testing.TB, scripts ...string) *scratch.DB {
	tb.Helper()
	s := Server(tb)
	db, err := s.NewDatabase(tb.Context())
	if err != nil {
		fatal(tb, "creating a database", err)
	}
	tb.Cleanup(func() {
		// The test's own context has ended by now.
		if err := db.Drop(context.Background()); err != nil {
			tb.Errorf("dropping a database: %v", err)
		}
	})
	for _, script := range scripts {
		if err := db.Exec(tb.Context(), script); err != nil {
			fatal(tb, "running a script", err)
		}
	}
	return db
}

func fatal(tb testing.TB, act string, err error) {
	tb.Helper()
	var hinted interface{ Hint() string }
	if errors.As(err, &hinted) && hinted.Hint() != "" {
		tb.Fatalf("%s: %v\nhint: %s", act, err, hinted.Hint())
	}
	tb.Fatalf("%s: %v", act, err)
}
