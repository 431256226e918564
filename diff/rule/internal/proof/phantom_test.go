package proof

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/codegen/gostruct"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
	"github.com/synapscale/synapcheck/inspect/snapshot"
)

// Nothing is found between a database and itself, its snapshot, what its dump
// makes on the same server and on a newer one, and the structs made of it.
//
// It is for the schemas of SYNAPCHECK_SCHEMAS, and as long as SYNAPCHECK_PHANTOMS
// is not set for the example alone.
func TestNoPhantoms(t *testing.T) {
	program(t, "pg_dump", scratchtest.Server(t).Version()/10000) // or there is nothing to hold against
	all := os.Getenv("SYNAPCHECK_PHANTOMS") != ""
	list := schemas(t, all)
	if !all {
		list = list[:1]
	}
	if portable := fmt.Sprintf("%s/.pg/regress/%d/portable.sql", root, scratchtest.Server(t).Version()/10000); all && exists(portable) {
		list = append(list, written{name: "regression, portable", scripts: []string{postgresRole + script(t, portable)}})
	}
	var newer *scratch.Server
	if all {
		var err error
		opts := scratch.FromEnv(os.Getenv)
		opts.Major = 18
		if newer, err = scratch.Start(t.Context(), opts); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := newer.Stop(); err != nil {
				t.Error(err)
			}
		})
	}
	for _, w := range list {
		t.Run(w.name, func(t *testing.T) {
			db := scratchtest.Database(t)
			w.load(t, db)
			d := describe(t, db)
			t.Logf("%d tables, %d columns, %d objects in all", len(d.Tables), columns(d), objects(d))
			nothing(t, "itself", d, d, nil)
			nothing(t, "its snapshot", snapshotOf(t, d), d, nil)
			nothing(t, "snapshot, the other way", d, snapshotOf(t, d), nil)

			script := dump(t, scratchtest.Server(t), db)
			again := reload(t, scratchtest.Server(t), script, d)
			nothing(t, "its dump", d, again, undumped)
			nothing(t, "its dump, the other way", again, d, undumped)
			if newer != nil && w.name != "regression" { // which needs libraries of its own version
				roles(t, newer, script)
				nothing(t, "PostgreSQL 18", d, reload(t, newer, script, d), undumped)
			}
			for _, style := range []gostruct.Style{gostruct.StyleDB, gostruct.StyleGORM, gostruct.StyleBun, gostruct.StyleSQLC} {
				structs(t, style, d)
			}
		})
	}
}

func columns(d *schema.Database) int {
	n := 0
	for _, t := range d.Tables {
		n += len(t.Columns)
	}
	return n
}

// objects counts everything that has a name.
func objects(d *schema.Database) int {
	n := len(d.Schemas) + len(d.Tables) + len(d.Enums) + len(d.Domains) + len(d.Sequences) + len(d.Objects) + columns(d)
	for _, t := range d.Tables {
		n += len(t.Uniques) + len(t.ForeignKeys) + len(t.Checks) + len(t.Exclusions) + len(t.Indexes)
		if t.PrimaryKey != nil {
			n++
		}
	}
	return n
}

// undumped is what pg_dump has no words for, and why.
func undumped(f rule.Finding) string {
	switch {
	case f.Object.Kind == schema.KindDatabase:
		return "pg_dump -s tells nothing of the database as a whole"
	case f.Object.Schema == "pg_catalog":
		return "pg_dump passes over comments on what is PostgreSQL's own"
	case f.Object.Kind == schema.KindLanguage:
		return "pg_dump takes every language for an extension"
	case f.Property == diff.ColumnOrder && f.Difference != nil && f.Difference.Table.Live != nil && len(f.Difference.Table.Live.Inherits) > 0:
		return "what pg_dump makes has the columns of the parents first"
	case f.Rule == "extension-version":
		return "each server has its own versions"
	}
	return ""
}

// innate is what no struct of the style can say otherwise, and why.
func innate(style gostruct.Style, refused map[string]bool, f rule.Finding) string {
	var live *schema.Table
	if f.Difference != nil && f.Difference.Table != nil {
		live = f.Difference.Table.Live
	}
	switch {
	case strings.Contains(f.Message+f.Consequence, "timestamp without time zone") || strings.Contains(f.Consequence, "the zone is lost"):
		return "a time.Time has a zone"
	case style == gostruct.StyleGORM && live != nil && live.PrimaryKey == nil && live.Column("id") != nil && (f.Rule == "primary-key-missing" || f.Rule == "column-nullability"):
		return "gorm takes every column called id for the key"
	case f.Rule == "index-invalid":
		return "it is true of the database alone"
	case refused[f.Object.String()] || live != nil && refused[live.Ref().String()] || f.Rule == "table-unmanaged" && refused[f.Object.String()]:
		return "the generator has refused it, and says so"
	}
	return ""
}

// nothing demands that no finding is made, but for what may be.
func nothing(t *testing.T, what string, declared, actual *schema.Database, waived func(rule.Finding) string) {
	t.Helper()
	var b strings.Builder
	n := 0
	for _, f := range rule.Judge(diff.Compare(declared, actual, diff.Options{}), rule.All()) {
		if waived != nil && waived(f) != "" {
			continue
		}
		line := fmt.Sprintf("%s %s: %s [%s]", f.Rule, f.Object, f.Message, f.Consequence)
		if n++; n <= 12 {
			fmt.Fprintf(&b, "\n  %s", line)
			if os.Getenv("SYNAPCHECK_LONG") != "" {
				fmt.Fprintf(&b, "\n    %q\n    %q", f.Declared, f.Live)
			}
		}
	}
	if n > 0 {
		t.Errorf("%s: %d findings:%s", what, n, b.String())
	}
}

func snapshotOf(t *testing.T, d *schema.Database) *schema.Database {
	t.Helper()
	var text bytes.Buffer
	if err := snapshot.Write(&text, d); err != nil {
		t.Fatal(err)
	}
	again, err := snapshot.Read(&text)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func dump(t *testing.T, s *scratch.Server, db *scratch.DB, more ...string) string {
	t.Helper()
	var said bytes.Buffer
	c := exec.CommandContext(t.Context(), program(t, "pg_dump", s.Version()/10000), append(more, "-s", "-d", db.AdminURL())...)
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		t.Fatalf("pg_dump: %v\n%s", err, said.Bytes())
	}
	return string(out)
}

// reload makes a database of the script, and fills the materialized views that
// were full: a dump without rows leaves them empty.
func reload(t *testing.T, s *scratch.Server, script string, full *schema.Database) *schema.Database {
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
	file := filepath.Join(t.TempDir(), "dump.sql")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	written{name: "dump", file: file}.load(t, db)
	conn := connect(t, db.AdminURL())
	defer conn.Close(context.WithoutCancel(t.Context()))
	for range 2 { // one may select from another
		for _, v := range full.Tables {
			if v.Populated.Or(false) {
				_, _ = conn.Exec(t.Context(), "refresh materialized view "+pgx.Identifier{v.Schema, v.Name}.Sanitize())
			}
		}
	}
	return describe(t, db)
}

var roleNames = regexp.MustCompile(`(?m) (?:OWNER TO|TO|FROM|FOR ROLE) (\w+|"[^"]+")[; ]`)

// roles makes the roles that a dump names, on a server that lacks them.
func roles(t *testing.T, s *scratch.Server, script string) {
	t.Helper()
	db, err := s.NewDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Drop(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	}()
	conn := connect(t, db.AdminURL())
	defer conn.Close(context.WithoutCancel(t.Context()))
	done := map[string]bool{"PUBLIC": true}
	for _, m := range roleNames.FindAllStringSubmatch(script, -1) {
		if done[m[1]] || strings.HasPrefix(m[1], "pg_") {
			continue
		}
		done[m[1]] = true
		name := pgx.Identifier{strings.Trim(m[1], `"`)}.Sanitize()
		if _, err := conn.Exec(t.Context(), "do $$ begin create role "+name+"; exception when others then null; end $$"); err != nil {
			t.Fatal(err)
		}
	}
}

// structs makes models of the tables, reads them and compares.
func structs(t *testing.T, style gostruct.Style, d *schema.Database) {
	t.Helper()
	made, err := gostruct.Generate(d, gostruct.NewOptions{Style: style, Package: "models", Dir: "models"})
	if err != nil {
		t.Errorf("models of style %s: %v", style, err)
		return
	}
	refused := make(map[string]bool)
	for _, r := range made.Refused {
		refused[r.Object.String()] = true
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/app\n\ngo 1.25\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := codegen.Write(dir, made.Files); err != nil {
		t.Fatal(err)
	}
	src, err := inspect.Open("go:./models", inspect.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	models, err := src.Read(t.Context())
	if err != nil {
		t.Errorf("models of style %s: %v", style, err)
		return
	}
	nothing(t, "models of style "+string(style), models, d, func(f rule.Finding) string { return innate(style, refused, f) })
}
