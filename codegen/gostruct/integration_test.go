package gostruct_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/codegen/gostruct"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// compareWith reads the models and the database with the real readers.
func compareWith(t *testing.T, root, dsn string) *diff.Diff {
	t.Helper()
	read := func(name string) *schema.Database {
		src, err := inspect.Open(name, inspect.Options{Dir: root})
		if err != nil {
			t.Fatal(err)
		}
		db, err := src.Read(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return db
	}
	return diff.Compare(read("go:./models"), read(dsn), diff.Options{})
}

// differences lists what differs, but for columns without a field.
func differences(d *diff.Diff) (others []string, undeclared int) {
	for _, x := range d.Differences {
		if x.Property == diff.Undeclared && x.Object.Kind == schema.KindColumn {
			undeclared++
			continue
		}
		others = append(others, strings.TrimSpace(x.Object.String()+" "+string(x.Property)+" "+x.Declared+" "+x.Live+" "+x.Reason))
	}
	return others, undeclared
}

// repairAll repairs the models below root, and holds the result to the laws: no
// column is without a field afterwards, nothing else differs that did not before,
// the code compiles and a second repair finds nothing to do.
func repairAll(t *testing.T, root, dsn string) *gostruct.Plan {
	t.Helper()
	d := compareWith(t, root, dsn)
	before, _ := differences(d)
	plan, err := gostruct.Repair(os.DirFS(root), d, gostruct.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range plan.Refused {
		if !strings.HasPrefix(r.Reason, "database/sql does not read ") {
			t.Errorf("refused %s: %s", r.Object, r.Reason)
		}
	}
	if err := codegen.Write(root, plan.Files); err != nil {
		t.Fatal(err)
	}
	d = compareWith(t, root, dsn)
	after, undeclared := differences(d)
	if undeclared != len(plan.Refused) {
		t.Errorf("%d columns are still without a field, %d were refused", undeclared, len(plan.Refused))
	}
	known := map[string]bool{}
	for _, x := range before {
		known[x] = true
	}
	for _, x := range after {
		if !known[x] && !slices.ContainsFunc(inherent, func(s string) bool { return strings.Contains(x, s) }) {
			t.Errorf("differs since the repair: %s", x)
		}
	}
	again, err := gostruct.Repair(os.DirFS(root), d, gostruct.Options{})
	if err != nil || len(again.Files) > 0 {
		t.Errorf("repaired twice: %v, %d files", err, len(again.Files))
	}
	for _, args := range [][]string{{"go", "vet", "./..."}, {"gofmt", "-l", "models"}} {
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
		if out, err := cmd.CombinedOutput(); err != nil || args[0] == "gofmt" && len(out) > 0 {
			t.Errorf("%s: %v\n%s", cmd, err, out)
		}
	}
	return plan
}

// inherent are losses that no type of Go without them avoids.
var inherent = []string{
	"time.Time timestamp without time zone the zone is lost",
	"string time without time zone with the driver lib/pq",
	"string time with time zone with the driver lib/pq",
}

// module lays a module out in a directory of its own.
func module(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	files["go.mod"] = "module example.com/app\n\ngo 1.25\n"
	for name, text := range files {
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

const example = "../../testdata/synapscale"

func TestExampleIsRepaired(t *testing.T) {
	files := map[string]string{}
	names, err := filepath.Glob(example + "/models/*.go")
	if err != nil || names == nil {
		t.Fatal(names, err)
	}
	for _, name := range names {
		files["models/"+filepath.Base(name)] = read(t, name)
	}
	root := module(t, files)
	db := scratchtest.Database(t, read(t, example+"/schema.sql"))
	plan := repairAll(t, root, db.URL())
	if len(plan.Added) != 34 {
		t.Errorf("%d fields were added", len(plan.Added))
	}
	for _, x := range plan.Added {
		secret := strings.Contains(" two_factor_secret backup_codes encryption_key ", " "+x.Object.Name+" ")
		if hidden := strings.Contains(x.Tag, `json:"-"`); hidden != secret {
			t.Errorf("%s has the tag %s", x.Object, x.Tag)
		}
	}
	got := &strings.Builder{}
	if err := codegen.Diff(got, plan.Files); err != nil {
		t.Fatal(err)
	}
	golden(t, catalogue+"/example.diff", got.String())
}

// TestEveryTypeIsRepaired adds columns of all types to structs of every kind of
// library, and reads the result back.
func TestEveryTypeIsRepaired(t *testing.T) {
	var columns strings.Builder
	for _, typ := range []string{
		"bool", "int2", "int4", "int8", "float4", "float8", "numeric(10,2)", "money", "text", "varchar(20)", "char(3)", "bytea",
		"uuid", "json", "jsonb", "timestamptz(3)", "timestamp", "date", "time", "timetz", "interval", "inet", "cidr", "macaddr",
		"bit(3)", "varbit", "xml", "tsvector", "tsquery", "point", "box", "int4range", "tstzrange", "oid", "pg_lsn", "mood", "email",
	} {
		name := "c_" + strings.NewReplacer("(", "_", ")", "", ",", "_").Replace(typ)
		columns.WriteString(",\n\t" + name + " " + typ + " not null,\n\t" + name + "_null " + typ)
	}
	arrays := ",\n\ttags text[] not null, tags_null text[], nums int4[], moods mood[]"
	script := "create type mood as enum ('sad', 'happy'); create domain email as varchar(100);\n"
	for _, table := range []string{"plains", "natives", "mapped"} {
		script += "create table " + table + " (id bigint primary key" + columns.String() + arrays + ");\n"
	}
	db := scratchtest.Database(t, script)
	for name, src := range map[string]string{
		"plains":  "type Plain struct {\n\tID int64 `db:\"id\"`\n}\n\nfunc (Plain) TableName() string { return \"plains\" }\n",
		"mapped":  "type Mapped struct {\n\tID int64 `gorm:\"primaryKey\"`\n}\n\nfunc (Mapped) TableName() string { return \"mapped\" }\n",
		"natives": "type Native struct {\n\tID int64 `db:\"id\"`\n}\n\nfunc (Native) TableName() string { return \"natives\" }\n",
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{"models/m.go": "package models\n\n" + src}
			if name == "natives" {
				files["models/load.go"] = "package models\n\nimport \"github.com/jackc/pgx/v5\"\n\nfunc load(*pgx.Conn) {}\n"
			}
			if name == "plains" {
				files["models/load.go"] = "package models\n\nimport \"database/sql\"\n\nfunc load() { _, _ = sql.Open(\"postgres\", \"\") }\n"
			}
			root := module(t, files)
			if name == "natives" {
				// The versions of this repository, which are at hand.
				mod := read(t, "../../go.mod")
				_, rest, _ := strings.Cut(mod, "require")
				write(t, filepath.Join(root, "go.mod"), "module example.com/app\n\ngo 1.25.0\n\nrequire"+rest)
				write(t, filepath.Join(root, "go.sum"), read(t, "../../go.sum"))
			}
			plan := repairAll(t, root, db.URL())
			if refused := len(plan.Refused); refused > 0 != (name != "natives") {
				t.Errorf("%d arrays were refused", refused)
			}
		})
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func golden(t *testing.T, name, have string) {
	t.Helper()
	if *update {
		write(t, name, have)
	} else if want := read(t, name); want != have {
		t.Errorf("%s differs:\n%s", name, have)
	}
}
