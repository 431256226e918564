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
	const oneIn = 12
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
		if !e.has("declared.sql") || !e.has("live.sql") || major < least || !all && i%oneIn != 0 && filepath.Base(filepath.Dir(path)) == "drift" {
			continue
		}
		entries = append(entries, e)
	}
	return entries
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

// move goes from one definition to the other and back, and looks at both ends.
func (e *entry) move(t *testing.T, s *scratch.Server, from, to place) {
	up := migration.Make(diff.Compare(to.is, from.is, diff.Options{}), everything)
	arrived := apply(t, from, "up", up)
	if left := unsettled(diff.Compare(to.is, arrived, diff.Options{}), up); left != "" {
		t.Errorf("after the way up there is left:\n%s\n%s", left, text(up))
	}
	if d := dump(t, s, from.db); len(up.Refusals) == 0 && d != to.dump && !t.Failed() && !e.has("dump") {
		t.Errorf("pg_dump sees another database than the declared one:\n%s\n%s", firstDifference(to.dump, d), text(up))
	}
	down := migration.Make(diff.Compare(from.is, arrived, diff.Options{}), migration.Options{Back: true})
	again := apply(t, from, "down", down)
	if left := unsettled(diff.Compare(from.is, again, diff.Options{}), down); left != "" {
		t.Errorf("after the way down there is left:\n%s\nup:\n%sdown:\n%s", left, text(up), text(down))
	}
	for _, r := range down.Refusals {
		if !remains(r.Settles[0]) && !e.has("irreversible") {
			t.Errorf("the way down is refused: %s: %s\nup:\n%s", r.Ref, r.Reason, text(up))
		}
	}
	if d := dump(t, s, from.db); d != from.dump && len(down.Refusals) == 0 && !t.Failed() && !e.has("dump") {
		t.Errorf("pg_dump sees another database after both ways:\n%s\nup:\n%sdown:\n%s", firstDifference(from.dump, d), text(up), text(down))
	}
}

// remains reports that a difference is one of the few that PostgreSQL has no
// statement for.
func remains(x *diff.Difference) bool {
	switch x.Property {
	case diff.ColumnOrder, diff.Inherited, diff.PartOf:
		return true
	case diff.Absent:
		return x.Object.Kind == schema.KindSubscription
	case diff.Role, "version":
		return x.Object.Kind == schema.KindExtension
	}
	return false
}

// apply does the steps with rows in the tables, holds what they do against what
// they claim, and describes what has become of the database.
func apply(t *testing.T, at place, way string, p *migration.Plan) *schema.Database {
	t.Helper()
	ctx := t.Context()
	conn := connect(t, at.db)
	defer conn.Close(context.Background())
	is := at.is
	if way == "down" {
		is = describe(t, at.db)
	} else if _, err := shadow.Seed(ctx, conn, is); err != nil {
		t.Fatal(err)
	}
	before, err := shadow.Contents(ctx, conn, is)
	if err != nil {
		t.Fatal(err)
	}
	seen, _, err := shadow.Run(ctx, conn, p)
	if err != nil {
		var pg *pgconn.PgError
		detail := ""
		if errors.As(err, &pg) {
			detail = pg.Detail + " " + pg.Hint + " " + pg.Where
		}
		t.Fatalf("%s: %v\n%s\n%s", way, err, detail, text(p))
	}
	for i, m := range seen {
		claims(t, way, p, i, m)
	}
	arrived := describe(t, at.db)
	after, err := shadow.Contents(ctx, conn, arrived)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range shadow.Others(before, after) {
		if !slices.ContainsFunc(p.Steps, func(s migration.Step) bool { return strings.Contains(s.Loses, path) || says(s, path) }) {
			t.Errorf("%s: the rows of %s are others than before, and no step says so\n%s", way, path, text(p))
		}
	}
	return arrived
}

// says reports that a step tells of a rename or of values that change.
func says(s migration.Step, path string) bool {
	return strings.Contains(s.What, path) && (strings.HasPrefix(s.What, "rename") || strings.HasPrefix(s.What, "change"))
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

// unsettled are the differences that no refusal explains.
func unsettled(d *diff.Diff, p *migration.Plan) string {
	var b strings.Builder
	for _, x := range d.Differences {
		if !slices.ContainsFunc(p.Refusals, func(r migration.Refusal) bool {
			return slices.ContainsFunc(r.Settles, func(o *diff.Difference) bool { return o.Object == x.Object && o.Property == x.Property })
		}) && !remains(x) {
			fmt.Fprintf(&b, "%s %s: declared %q, live %q\n", x.Object, x.Property, x.Declared, x.Live)
		}
	}
	return b.String()
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
