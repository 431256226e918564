package ddl_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// What is written of a database builds its equal: its description is the same,
// and pg_dump finds no difference either.
func TestWhatIsWrittenRebuilds(t *testing.T) {
	files, err := filepath.Glob("../../testdata/roundtrip/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts to build databases of: %v", err)
	}
	files = append(files, "../../testdata/synapscale/schema.sql")
	for _, file := range files {
		script, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".sql"), func(t *testing.T) {
			roundTrip(t, string(script))
		})
	}
}

// PostgreSQL's own regression database is the most varied one there is. Its
// directory is that of make regress.
func TestRegressionDatabaseIsRebuilt(t *testing.T) {
	dir := os.Getenv("SYNAPCHECK_REGRESS")
	if dir == "" {
		t.Log("SYNAPCHECK_REGRESS names no directory of make regress; make roundtrip-regress does")
		return
	}
	script, err := os.ReadFile(filepath.Join(dir, "regress.sql"))
	if err != nil {
		t.Fatal(err)
	}
	// The superuser who made it is a role of every server, and its dump names it.
	roundTrip(t, "do $$ begin create role postgres superuser; exception when duplicate_object then null; end $$;\n"+string(script))
}

var sinceMark = regexp.MustCompile(`(?m)^-- since (\d+)$`)

func roundTrip(t *testing.T, script string) {
	s := scratchtest.Server(t)
	if m := sinceMark.FindStringSubmatch(script); m != nil {
		if since, _ := strconv.Atoi(m[1]); s.Version()/10000 < since { // the pattern allows digits only
			t.Logf("only since PostgreSQL %d", since)
			return
		}
	}
	first := database(t, s)
	run(t, first, script)
	d := read(t, first)
	var written bytes.Buffer
	if err := ddl.Write(&written, d, ddl.Options{}); err != nil {
		t.Fatal(err)
	}
	if keep := os.Getenv("SYNAPCHECK_KEEP"); keep != "" {
		name := filepath.Join(keep, strings.ReplaceAll(t.Name(), "/", "_")+".sql")
		if err := os.WriteFile(name, written.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	second := database(t, s)
	run(t, second, written.String())
	again := read(t, second)
	if diff := differences(lines(t, d), lines(t, again)); diff != "" {
		t.Errorf("the description of what was rebuilt differs (-want +have):\n%s", diff)
	}
	want, have := dump(t, s, first), dump(t, s, second)
	if diff := differences(entries(want), entries(have)); diff != "" {
		t.Errorf("pg_dump of what was rebuilt differs (-want +have):\n%s", diff)
	}
}

func database(t *testing.T, s *scratch.Server) *scratch.DB {
	t.Helper()
	db, err := s.NewDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Drop(context.Background()); err != nil { // the test's own context has ended by now
			t.Error(err)
		}
	})
	return db
}

// run runs a script as the superuser.
func run(t *testing.T, db *scratch.DB, script string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), db.AdminURL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	_, err = conn.PgConn().Exec(t.Context(), script).ReadAll()
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Position > 0 {
		runes := []rune(script)
		at := min(int(pg.Position)-1, len(runes))
		t.Fatalf("%v\n%s", err, string(runes[max(0, at-400):min(len(runes), at+200)]))
	}
	if err != nil {
		t.Fatal(describe(err))
	}
}

func describe(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return fmt.Sprintf("%v %s %s %s", err, pg.Detail, pg.Hint, pg.Where)
	}
	return err.Error()
}

func read(t *testing.T, db *scratch.DB) *schema.Database {
	t.Helper()
	s, err := live.Connect(t.Context(), db.AdminURL(), live.Options{AllowEmpty: true, Needs: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(context.Background())
	d, err := s.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// lines is everything that a description says, but for the database's name and
// the order in which a table has the columns of its parents: that follows from
// the order in which they came to them.
func lines(t *testing.T, d *schema.Database) []string {
	t.Helper()
	d.Name = ""
	for _, table := range d.Tables {
		if len(table.Inherits) > 0 {
			slices.SortFunc(table.Columns, func(a, b *schema.Column) int { return cmp.Compare(a.Name, b.Name) })
		}
	}
	var list []string
	add := func(path string, v any) {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, path+": "+string(data))
	}
	for _, s := range d.Schemas {
		add(s.Ref().String(), s)
	}
	for _, e := range d.Enums {
		add(e.Ref().String(), e)
	}
	for _, e := range d.Domains {
		add(e.Ref().String(), e)
	}
	for _, s := range d.Sequences {
		add(s.Ref().String(), s)
	}
	for _, o := range d.Objects {
		add(o.Ref().String(), o)
	}
	for _, table := range d.Tables {
		bare := *table
		bare.Columns, bare.PrimaryKey, bare.Uniques, bare.ForeignKeys = nil, nil, nil, nil
		bare.Checks, bare.Exclusions, bare.Indexes = nil, nil, nil
		path := table.Ref().String()
		add(path, &bare)
		for _, c := range table.Columns {
			add(path+" column", c)
		}
		add(path+" primary key", table.PrimaryKey)
		for _, c := range table.Uniques {
			add(path+" unique", c)
		}
		for _, c := range table.ForeignKeys {
			add(path+" foreign key", c)
		}
		for _, c := range table.Checks {
			add(path+" check", c)
		}
		for _, c := range table.Exclusions {
			add(path+" exclusion", c)
		}
		for _, c := range table.Indexes {
			add(path+" index", c)
		}
	}
	add("types", d.Types)
	add("counted", d.Counted)
	add("gaps", d.Gaps)
	return list
}

var restrict = regexp.MustCompile(`(?m)^\\(un)?restrict .*\n`)

// dump is what pg_dump says of the database.
func dump(t *testing.T, s *scratch.Server, db *scratch.DB) string {
	t.Helper()
	program := pgDump(s.Version() / 10000)
	if program == "" {
		if os.Getenv("CI") != "" {
			t.Fatalf("there is no pg_dump for PostgreSQL %d", s.Version()/10000)
		}
		t.Logf("NOT COMPARED with pg_dump: there is none for PostgreSQL %d", s.Version()/10000)
		return ""
	}
	var stderr bytes.Buffer
	c := exec.CommandContext(t.Context(), program, "-s", "-d", db.AdminURL())
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("pg_dump: %v\n%s", err, stderr.Bytes())
	}
	return restrict.ReplaceAllString(string(out), "")
}

// entries parts a dump at the heads of its objects. Where one is missing those
// after it still pair.
func entries(dump string) []string {
	return strings.Split(dump, "\n--\n-- Name: ")
}

// pgDump is a pg_dump that knows the server: one of its major version or newer.
func pgDump(major int) string {
	for ; major <= live.Newest; major++ {
		for _, pattern := range []string{"/usr/lib/postgresql/%d/bin/pg_dump", "../../.pg/regress/%d/build/server/bin/pg_dump"} {
			if program := fmt.Sprintf(pattern, major); exists(program) {
				return program
			}
		}
	}
	return ""
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}
