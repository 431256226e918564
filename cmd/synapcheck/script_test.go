package main

import (
	"context"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
	"github.com/synapscale/synapcheck/inspect/snapshot"
)

var update = flag.Bool("update", false, "write what the scripts see into the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"synapcheck": main})
}

// TestScripts runs the whole program as people and CI do: arguments, exit codes,
// streams and files. Each script says in prose what it holds.
//
// The command "pg file.sql…" loads a database on a throwaway server and puts its
// address into $DSN; "pg NAME=file.sql" puts it into $NAME. "execute ADDRESS
// file.sql" changes one; "forge OLD NEW" makes another snapshot of one. "exits CODE command"
// demands an exit code, where testscript itself knows only success and failure.
//
// The snapshots come first and by themselves: a role that another script makes is
// a change to every database of the server.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("../../testdata/script/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts: ", err)
	}
	alone := func(file string) bool { return filepath.Base(file) == "snapshot.txtar" }
	t.Run("alone", func(t *testing.T) {
		runScripts(t, slices.DeleteFunc(slices.Clone(files), func(f string) bool { return !alone(f) }))
	})
	runScripts(t, slices.DeleteFunc(files, alone))
}

func runScripts(t *testing.T, files []string) {
	testscript.Run(t, testscript.Params{
		Files:               files,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			// The user's own set-up must not leak in, nor the machine's.
			for _, name := range []string{"SYNAPCHECK_DB", "DATABASE_URL", "PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "PGSERVICE", "PGPASSWORD", "NO_COLOR", "COLUMNS"} {
				e.Setenv(name, "")
			}
			for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOFLAGS", "SYNAPCHECK_SCRATCH_URL", "SYNAPCHECK_SCRATCH_BIN", "SYNAPCHECK_SCRATCH_CACHE", "SYNAPCHECK_SCRATCH_OFFLINE", "XDG_CACHE_HOME"} {
				e.Setenv(name, os.Getenv(name))
			}
			// A repository root ends the search for configuration here.
			return os.Mkdir(e.WorkDir+"/.git", 0o755)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"pg":       pg(t),
			"exits":    exits,
			"execute":  execute,
			"forge":    forge,
			"libpq":    libpq,
			"login":    login(t),
			"password": password(t),
		},
	})
}

func pg(t *testing.T) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg {
			ts.Fatalf("unsupported: ! pg")
		}
		name := "DSN"
		var scripts []string
		for _, arg := range args {
			if n, file, ok := strings.Cut(arg, "="); ok {
				name, arg = n, file
			}
			scripts = append(scripts, ts.ReadFile(arg))
		}
		ts.Setenv(name, scratchtest.Database(t, scripts...).URL())
	}
}

// execute runs a file of SQL on the database of that address, as its owner.
func execute(ts *testscript.TestScript, _ bool, args []string) {
	conn, err := pgx.Connect(context.Background(), args[0])
	ts.Check(err)
	_, err = conn.Exec(context.Background(), ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(conn.Close(context.Background()))
}

// forge saves a snapshot anew, with another type for the first column.
func forge(ts *testscript.TestScript, _ bool, args []string) {
	d, err := snapshot.Read(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	d.Tables[0].Columns[0].Type = schema.Is(schema.Type{Name: "uuid"})
	f, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	ts.Check(snapshot.Write(f, d))
	ts.Check(f.Close())
}

// libpq puts the parts of an address into the variables that libpq reads.
func libpq(ts *testscript.TestScript, _ bool, args []string) {
	u, err := url.Parse(args[0])
	ts.Check(err)
	ts.Setenv("PGHOST", u.Query().Get("host"))
	ts.Setenv("PGPORT", u.Query().Get("port"))
	ts.Setenv("PGUSER", u.User.Username())
	ts.Setenv("PGDATABASE", strings.TrimPrefix(u.Path, "/"))
}

// login makes a role that may only log in to a database with the given script,
// as $LOGIN, and leaves $STRANGER for one that does not exist.
func login(t *testing.T) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, _ bool, args []string) {
		db := scratchtest.Database(t, ts.ReadFile(args[0]))
		_, dsn := scratchtest.Role(t, db, "")
		ts.Setenv("LOGIN", dsn)
		ts.Setenv("STRANGER", scratchtest.As(t, db, "nobody_of_that_name"))
	}
}

// password makes a role that must give a password, as $RIGHT and $WRONG.
func password(t *testing.T) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, _ bool, args []string) {
		db := scratchtest.Database(t, ts.ReadFile(args[0]))
		name, dsn := scratchtest.Role(t, db, "")
		scratchtest.DemandPassword(t, db, name, "correct-horse")
		ts.Setenv("RIGHT", strings.Replace(dsn, name+"@", name+":correct-horse@", 1))
		ts.Setenv("WRONG", strings.Replace(dsn, name+"@", name+":hunter22@", 1))
	}
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARG…]")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := "0"
	if err != nil {
		status, ok := err.(interface{ ExitCode() int })
		if !ok {
			ts.Fatalf("running %s: %v", args[1], err)
		}
		code = []string{"0", "1", "2"}[min(max(status.ExitCode(), 0), 2)]
	}
	if code != args[0] {
		ts.Fatalf("want exit code %s, got %s", args[0], code)
	}
}
