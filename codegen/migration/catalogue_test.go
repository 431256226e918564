package migration_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/codegen/migration"
	"github.com/synapscale/synapcheck/codegen/shadow"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// An entry is two definitions. It is run in both directions: from the live one to
// the declared one and back, and the other way round.
type entry struct {
	name    string
	archive *txtar.Archive
}

func (e *entry) file(name string) string {
	for _, f := range e.archive.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func (e *entry) has(name string) bool {
	return slices.ContainsFunc(e.archive.Files, func(f txtar.File) bool { return f.Name == name })
}

// TestCatalogueIsMigrated runs the drift catalogue, and the scenarios that it
// lacks. Without SYNAPCHECK_MIGRATIONS=all only a part of it is run.
func TestCatalogueIsMigrated(t *testing.T) {
	server := scratchtest.Server(t)
	entries := readEntries(t, server.Version()/10000)
	for _, e := range entries {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			e.migrate(t, server)
		})
	}
}

// A place is one of the two databases of an entry.
type place struct {
	db   *scratch.DB
	is   *schema.Database
	dump string
}

// migrate takes both databases to the other's definition and back.
func (e *entry) migrate(t *testing.T, s *scratch.Server) {
	at := func(script string) place {
		p := place{db: e.play(t, s, e.file(script))}
		p.is, p.dump = describe(t, p.db), dump(t, s, p.db)
		return p
	}
	live, declared := at("live.sql"), at("declared.sql")
	t.Run("there", func(t *testing.T) { e.move(t, s, live, declared) })
	t.Run("back", func(t *testing.T) { e.move(t, s, declared, live) })
}

func readEntries(t *testing.T, major int) []*entry {
	t.Helper()
	var paths []string
	for _, dir := range []string{"drift", "migration"} {
		found, err := filepath.Glob(filepath.Join("..", "..", "testdata", dir, "*.txtar"))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	all := os.Getenv("SYNAPCHECK_MIGRATIONS") != ""
	const oneIn = 48 // of the entries, in the ordinary run
	var entries []*entry
	for i, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		e := &entry{name: strings.TrimSuffix(filepath.Base(path), ".txtar"), archive: archive}
		least := 0
		if e.has("server") {
			if _, err := fmt.Sscan(e.file("server"), &least); err != nil {
				t.Fatalf("%s: server: %v", e.name, err)
			}
		}
		if !e.has("declared.sql") || !e.has("live.sql") || major < least || !all && i%oneIn != 0 {
			continue
		}
		entries = append(entries, e)
	}
	return entries
}

// spelt are the entries of which pg_dump sees what no comparison calls a
// difference, and why.
var spelt = map[string]string{
	"table-options-several": "options have no order, and a new one comes last",
	"table-inherits":        "a column that a table had before its parent stays its own",
	"table-inherits-order":  "a column that a table had when it lost a parent stays its own",
}

var tablespace sync.Once // the one that scripts use, on the server

// play makes a database of the script.
func (e *entry) play(t *testing.T, s *scratch.Server, script string) *scratch.DB {
	t.Helper()
	db, err := s.NewDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if strings.Contains(script, "create subscription sub ") {
			asAdmin(t, db, "drop subscription if exists sub")
		}
		if err := db.Drop(context.Background()); err != nil { // the test's own context has ended by now
			t.Error(err)
		}
	})
	if !e.has("superuser") {
		if err := db.Exec(t.Context(), script); err != nil {
			t.Fatal(err)
		}
		return db
	}
	if strings.Contains(script, "tablespace drift") {
		tablespace.Do(func() {
			asAdmin(t, db, "set allow_in_place_tablespaces = on", "create tablespace drift location ''")
		})
	}
	asAdmin(t, db, script)
	return db
}

func connect(t *testing.T, db *scratch.DB) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), db.AdminURL())
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

func asAdmin(t *testing.T, db *scratch.DB, scripts ...string) {
	t.Helper()
	conn := connect(t, db)
	defer conn.Close(context.Background())
	for _, script := range scripts {
		if _, err := conn.PgConn().Exec(context.Background(), script).ReadAll(); err != nil {
			t.Fatalf("%v\n%s", err, script)
		}
	}
}

func describe(t *testing.T, db *scratch.DB) *schema.Database {
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

var everything = migration.Options{Allow: migration.Hazards, Prune: true}

// move goes from one definition to the other and back, with rows in the tables,
// and looks at both ends.
func (e *entry) move(t *testing.T, s *scratch.Server, from, to place) {
	d := diff.Compare(to.is, from.is, diff.Options{})
	up := migration.Make(d, everything)
	if strings.Contains(e.file("live.sql")+e.file("declared.sql"), "create subscription") {
		e.moveItself(t, from, to, up) // a subscription is not copied with its database
		return
	}
	proof, err := shadow.ProveOn(t.Context(), from.db, s.Version(), d, up, func(db *scratch.DB) error {
		ordered := !slices.ContainsFunc(diff.Compare(to.is, describe(t, db), diff.Options{}).Differences, func(x *diff.Difference) bool { return x.Property == diff.ColumnOrder })
		if have := dump(t, s, db); ordered && len(up.Refusals) == 0 && len(up.Steps) > 0 && have != to.dump && spelt[e.name] == "" {
			t.Errorf("pg_dump sees another database than the declared one:\n%s\n%s", firstDifference(to.dump, have), text(up))
		}
		return nil
	})
	if err != nil {
		down := ""
		if proof != nil && proof.Down != nil {
			down = "down:\n" + text(proof.Down)
		}
		var pg *pgconn.PgError
		if errors.As(err, &pg) {
			down += pg.Detail + " " + pg.Hint + " " + pg.Where
		}
		t.Fatalf("%v\n%s%s", err, text(up), down)
	}
	if program := psql(); program != "" {
		e.files(t, program, from, to, up, proof)
	}
	for way, left := range map[string][]*diff.Difference{"up": proof.Left, "down": proof.BackLeft} {
		for _, x := range left {
			if !remains(x) {
				t.Errorf("%s leaves %s %s: declared %q, live %q\nup:\n%sdown:\n%s", way, x.Object, x.Property, x.Declared, x.Live, text(up), text(proof.Down))
			}
		}
	}
	for _, r := range proof.Down.Refusals {
		if !remains(r.Settles[0]) {
			t.Errorf("the way down is refused: %s: %s\nup:\n%s", r.Ref, r.Reason, text(up))
		}
	}
	for i, m := range proof.Up {
		claims(t, "up", up, i, m)
	}
	for i, m := range proof.Back {
		claims(t, "down", proof.Down, i, m)
	}
	for _, path := range proof.Lost {
		if !told(up, path) {
			t.Errorf("the rows of %s are others than before, and no step says so\n%s", path, text(up))
		}
	}
	for _, path := range proof.Changed {
		if !told(up, path) && !told(proof.Down, path) {
			t.Errorf("the rows of %s do not come back, and no step says so\n%s%s", path, text(up), text(proof.Down))
		}
	}
}

// moveItself is move without a copy of the database.
func (e *entry) moveItself(t *testing.T, from, to place, up *migration.Plan) {
	conn := connect(t, from.db)
	defer conn.Close(context.Background())
	for _, way := range []struct {
		to *schema.Database
		p  *migration.Plan
	}{{to.is, up}, {from.is, nil}} {
		if way.p == nil {
			way.p = migration.Make(diff.Compare(from.is, describe(t, from.db), diff.Options{}), migration.Options{Back: true})
		}
		if _, _, err := shadow.Run(t.Context(), conn, way.p); err != nil {
			t.Fatalf("%v\n%s", err, text(way.p))
		}
		for _, x := range diff.Compare(way.to, describe(t, from.db), diff.Options{}).Differences {
			if !remains(x) {
				t.Errorf("%s %s is left: declared %q, live %q\n%s", x.Object, x.Property, x.Declared, x.Live, text(way.p))
			}
		}
	}
}

// psql is the program that runs files; empty where there is none.
func psql() string {
	if os.Getenv("SYNAPCHECK_MIGRATIONS") != "all" {
		return ""
	}
	program, err := exec.LookPath("psql")
	if err != nil {
		return ""
	}
	return program
}

// files runs both ways as they are written, and the first a second time.
func (e *entry) files(t *testing.T, program string, from, to place, up *migration.Plan, proof *shadow.Proof) {
	db, err := from.db.Clone(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Drop(context.Background()); err != nil { // the test's own context may have ended
			t.Error(err)
		}
	}()
	run := func(s *migration.Script) (string, error) {
		c := exec.CommandContext(t.Context(), program, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", db.AdminURL(), "-f", "-")
		c.Stdin = strings.NewReader(s.Text())
		out, err := c.CombinedOutput()
		return string(out), err
	}
	there := &migration.Script{Plan: up, Version: "1", Slug: "test", Server: from.is.Server, Guard: migration.Guard(up.Touched(), proof.UpStates), Measured: proof.Up}
	if out, err := run(there); err != nil {
		t.Fatalf("psql: %v\n%s\n%s", err, out, there.Text())
	}
	for _, x := range diff.Compare(proof.Arrived, describe(t, db), diff.Options{}).Differences {
		if !remains(x) {
			t.Errorf("the file makes another database than the steps: %s %s: declared %q, live %q\n%s", x.Object, x.Property, x.Declared, x.Live, there.Text())
		}
	}
	if there.Guard != "" {
		if out, err := run(there); err == nil || !strings.Contains(out, "already applied") {
			t.Errorf("run again, the file does not stop: %v\n%s", err, out)
		}
	}
	back := &migration.Script{Plan: proof.Down, Down: true, Version: "1", Slug: "test", Server: from.is.Server, Guard: migration.Guard(proof.Down.Touched(), proof.BackStates), Measured: proof.Back}
	if out, err := run(back); err != nil {
		t.Fatalf("psql, the way down: %v\n%s\n%s", err, out, back.Text())
	}
	for _, x := range diff.Compare(from.is, describe(t, db), diff.Options{}).Differences {
		if !remains(x) && !slices.ContainsFunc(proof.Down.Refusals, func(r migration.Refusal) bool { return r.Ref == x.Object }) {
			t.Errorf("the file leads not back: %s %s: declared %q, live %q\n%s", x.Object, x.Property, x.Declared, x.Live, back.Text())
		}
	}
}

// told reports that a step tells of rows that go or change: of the column's, or of
// those of its table or of one that it is a partition of.
func told(p *migration.Plan, path string) bool {
	parts := strings.Split(path, ".")
	column := "." + parts[len(parts)-1]
	return slices.ContainsFunc(p.Steps, func(s migration.Step) bool {
		return strings.Contains(s.Loses, path) || strings.Contains(s.Loses, strings.Join(parts[:len(parts)-1], ".")) && !strings.Contains(s.Loses, "values") ||
			strings.Contains(s.Loses, column) && len(s.Locks) > 1 ||
			strings.HasPrefix(s.What, "rename") && strings.Contains(s.What, path) ||
			(strings.Contains(s.What, "change ") || strings.Contains(s.What, "expression of ")) && strings.Contains(s.What, path)
	})
}

// remains reports that a difference is one of the few that PostgreSQL has no
// statement for.
func remains(x *diff.Difference) bool {
	if shadow.Remains(x) {
		return true
	}
	switch x.Property {
	case diff.Inherited, diff.PartOf:
		return true
	case diff.Absent:
		return x.Object.Kind == schema.KindSubscription
	case diff.Role, "version":
		return x.Object.Kind == schema.KindExtension
	}
	return false
}

// claims holds what a step was seen to do against what it claims.
func claims(t *testing.T, way string, p *migration.Plan, i int, m migration.Measured) {
	t.Helper()
	s := p.Steps[i]
	for _, l := range m.Locks {
		if !slices.ContainsFunc(s.Locks, func(c migration.Lock) bool { return c.Relation == l.Relation && c.Mode >= l.Mode }) {
			t.Errorf("%s, step %d (%s): it took %s on %s and claims %v", way, i+1, s.What, l.Mode, l.Relation.Path(), s.Locks)
		}
	}
	if len(m.Rewritten) > 0 && s.Cost != migration.Rewrites {
		t.Errorf("%s, step %d (%s): it wrote %v anew, and claims that it %s\n%s", way, i+1, s.What, m.Rewritten, s.Cost, text(p))
	}
}

func text(p *migration.Plan) string {
	var b strings.Builder
	for i, s := range p.Steps {
		fmt.Fprintf(&b, "-- %d %s\n", i+1, s.What)
		for _, sql := range s.SQL {
			b.WriteString(sql + "\n")
		}
	}
	for _, r := range p.Refusals {
		fmt.Fprintf(&b, "-- refused: %s: %s\n", r.Ref, r.Reason)
	}
	return b.String()
}

var restrict = regexp.MustCompile(`(?m)^\\(un)?restrict .*\n`)

// dump is what pg_dump says of the database; empty where there is no pg_dump for
// the server.
func dump(t *testing.T, s *scratch.Server, db *scratch.DB) string {
	t.Helper()
	if os.Getenv("SYNAPCHECK_MIGRATIONS") != "all" {
		return ""
	}
	program := fmt.Sprintf("/usr/lib/postgresql/%d/bin/pg_dump", s.Version()/10000)
	if _, err := os.Stat(program); err != nil {
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

func firstDifference(want, have string) string {
	a, b := strings.Split(want, "\n"), strings.Split(have, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return fmt.Sprintf("- %s\n+ %s", strings.Join(a[max(0, i-2):min(len(a), i+4)], "\n- "), strings.Join(b[max(0, i-2):min(len(b), i+4)], "\n+ "))
		}
	}
	return ""
}
