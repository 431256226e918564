package gostruct_test

import (
	"bytes"
	"context"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/codegen/gostruct"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

const catalogueOfTypes = "../../testdata/codegen/generate"

func readSource(t testing.TB, root, name string) *schema.Database {
	t.Helper()
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

// Every value passes through new structs of every style and is the same
// afterwards, and the structs agree with the database that they were made from.
func TestNewStructsLoseNothing(t *testing.T) {
	tables := read(t, catalogueOfTypes+"/types.sql")
	for _, c := range []struct {
		name string
		opts gostruct.NewOptions
		call string
	}{
		{"pgx pointer", gostruct.NewOptions{}, "PGX"},
		{"pgx sql.Null", gostruct.NewOptions{Null: gostruct.NullSQL}, "PGX"},
		{"pgx pgtype", gostruct.NewOptions{Null: gostruct.NullPgtype, OneFile: true}, "PGX"},
		{"database/sql pointer", gostruct.NewOptions{Driver: gostruct.DriverSQL}, "SQL"},
		{"database/sql sql.Null", gostruct.NewOptions{Driver: gostruct.DriverSQL, Null: gostruct.NullSQL}, "SQL"},
		{"gorm pointer", gostruct.NewOptions{Style: gostruct.StyleGORM}, "GORM"},
		{"gorm sql.Null", gostruct.NewOptions{Style: gostruct.StyleGORM, Null: gostruct.NullSQL}, "GORM"},
		{"bun pointer", gostruct.NewOptions{Style: gostruct.StyleBun}, "Bun"},
		{"bun sql.Null", gostruct.NewOptions{Style: gostruct.StyleBun, Null: gostruct.NullSQL}, "Bun"},
		{"sqlc", gostruct.NewOptions{Style: gostruct.StyleSQLC, Null: gostruct.NullPgtype}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			db := scratchtest.Database(t, tables, "create table copies (like everything including all);", read(t, catalogueOfTypes+"/values.sql"))
			root := tripModule(t)
			live := readSource(t, root, db.URL())
			c.opts.Package, c.opts.Dir = "models", "models"
			c.opts.Tables = []string{"everything"}
			c.opts.ValidateMethods, c.opts.ValidateTags = true, true
			made, err := gostruct.Generate(live, c.opts)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range made.Refused {
				t.Errorf("refused: %+v", r)
			}
			if err := codegen.Write(root, made.Files); err != nil {
				t.Fatal(err)
			}
			agrees(t, root, live, inherent...)
			write(t, filepath.Join(root, "trip.go"), read(t, catalogueOfTypes+"/trip/trip.go"))
			main := "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n\n\t\"example.com/trip/models\"\n\ttrip \"example.com/trip\"\n)\n\nvar _ = trip.PGX[models.Everything]\n\n" +
				"func main() {\n\tif err := trip.CALL[models.Everything](os.Args[1], " + tripTable(live.Tables[slices.IndexFunc(live.Tables, func(x *schema.Table) bool { return x.Name == "everything" })], "copies") + "); err != nil {\n\t\tfmt.Println(err)\n\t\tos.Exit(1)\n\t}\n}\n"
			if c.call == "" {
				main = "package main\n\nimport (\n\t\"example.com/trip/models\"\n\t\"fmt\"\n)\n\nfunc main() { fmt.Println(new(models.Everything).Validate()) }\n"
			}
			if err := os.Mkdir(filepath.Join(root, "main"), 0o755); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(root, "main", "main.go"), strings.ReplaceAll(main, "CALL", c.call))
			goTool(t, root, "vet", "./models")
			goTool(t, root, "run", "./main", db.URL())
			if c.call == "" {
				return
			}
			if lost := lost(t, db); lost != "" {
				t.Errorf("not the same afterwards:\n%s", lost)
			}
		})
	}
}

// tripTable is the table as the program that carries rows takes it.
func tripTable(t *schema.Table, to string) string {
	var columns []string
	for _, c := range t.Columns {
		name := quoted(c.Name)
		if c.Generated.Or(schema.Generated{}).Expr != "" {
			name = ""
		}
		columns = append(columns, strconv.Quote(name))
	}
	return fmt.Sprintf("trip.Table{From: %q, To: %q, Columns: []string{%s}}", quoted(t.Schema, t.Name), to, strings.Join(columns, ", "))
}

// lost compares the rows of the two tables as text, and says what differs.
func lost(t *testing.T, db *scratch.DB) string {
	t.Helper()
	conn, err := db.Connect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var text string
	err = conn.QueryRow(context.Background(), `select coalesce(string_agg(distinct concat(id, ' ', key, ': ', coalesce(a.value, 'NULL'), ' is ', coalesce(b.value, 'NULL')), E'\n'), '')
		from (select id, key, value from everything x, jsonb_each_text(to_jsonb(x))) a
		full join (select id, key, value from copies x, jsonb_each_text(to_jsonb(x))) b using (id, key)
		where a.value is distinct from b.value`).Scan(&text)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// agrees compares the structs with the database: nothing may differ.
func agrees(t *testing.T, root string, live *schema.Database, waived ...string) {
	t.Helper()
	declared := readSource(t, root, "go:./models")
	d := diff.Compare(declared, live, diff.Options{Exclude: []string{"copies"}})
	for _, f := range rule.Judge(d, rule.All()) {
		if slices.ContainsFunc(waived, func(s string) bool {
			return strings.HasPrefix(f.Declared+" "+f.Live+" "+f.Consequence, s) || strings.Contains(f.Consequence, "with the driver lib/pq") || strings.Contains(f.Consequence, "the zone is lost")
		}) {
			continue
		}
		if f.Severity != rule.Info && f.Live != "xid" && f.Live != "regclass" { // which nobody has measured
			t.Errorf("finding: %s %s %s: %q and %q: %s", f.Severity, f.Rule, f.Object, f.Declared, f.Live, f.Consequence)
		}
	}
	for _, g := range declared.Gaps {
		t.Logf("gap: %s: %s", g.Subject, g.Reason)
	}
}

// tripModule is a module with the libraries that read and write rows.
func tripModule(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		write(t, filepath.Join(root, name), read(t, catalogueOfTypes+"/trip/"+name))
	}
	return root
}

func goTool(t testing.TB, root string, args ...string) {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go %s: %v\n%s", args[0], err, out)
	}
}

// Whatever names and comments a database has, the files are Go, as gofmt leaves
// it, that compiles; and the same every time.
func TestNewStructsAreTidyGo(t *testing.T) {
	hostile := rapid.SampledFrom([]string{
		"select", "type", "func", "string", "String", "int", "error", "nil", "a`b", `a"b`, `a\b`, "a,b", "a;b", "*/", "//", "a\nb", "日本", "üñ",
		"1st", "_", "__", "-", "", "users", "user", "Users", "USER", "x_test", "x_linux", "x_windows_amd64", "TableName", "table_name", "validate",
		"id", "ID", "i_d", "user_id", "user_ids", "http_url", "time", "json", "driver", "Secret", "secret", "password", "valid", "value", "bun", "base_model",
		"fmt", "models", "package", "go:build", "'", "''", "``", "a b", "#head", "- item", "1. one", "[x]: y", "\x00", "\u202e", "ß", "ǆ", "constraint_error",
	})
	name := rapid.OneOf(hostile, rapid.StringMatching(`[a-z]{1,3}(_[a-z0-9]{1,3})?`))
	types := rapid.SampledFrom([]string{"int8", "text", "varchar", "bool", "jsonb", "timestamptz", "uuid", "bytea", "numeric", "interval", "mood", "email", "nobody_knows"})
	rapid.Check(t, func(t *rapid.T) {
		db := &schema.Database{Name: "x", SearchPath: []string{"public"}}
		comment := rapid.Map(rapid.SliceOfN(name, 0, 30), func(words []string) string { return strings.Join(words, " ") })
		db.Enums = []*schema.Enum{{Schema: "public", Name: "mood", Labels: rapid.SliceOfNDistinct(name, 0, 6, rapid.ID).Draw(t, "labels")}}
		db.Enums[0].Comment = schema.Is(comment.Draw(t, "comment"))
		db.Domains = []*schema.Domain{{Schema: "public", Name: "email", Base: schema.Type{Name: "varchar", Args: "9"}}}
		seen := map[string]bool{}
		for range rapid.IntRange(1, 4).Draw(t, "tables") {
			x := &schema.Table{Kind: schema.KindTable, Schema: rapid.SampledFrom([]string{"public", "other"}).Draw(t, "schema"), Name: name.Draw(t, "table")}
			if seen[x.Schema+x.Name] {
				continue
			}
			seen[x.Schema+x.Name] = true
			x.Comment = schema.Is(comment.Draw(t, "comment"))
			columns := map[string]bool{}
			for range rapid.IntRange(1, 6).Draw(t, "columns") {
				c := &schema.Column{Name: name.Draw(t, "column"), NotNull: schema.Is(rapid.Bool().Draw(t, "not null")), Comment: schema.Is("")}
				if columns[c.Name] {
					continue
				}
				columns[c.Name] = true
				typ := types.Draw(t, "type")
				c.Type = schema.Is(schema.Type{Name: typ, Array: rapid.IntRange(0, 4).Draw(t, "array") == 0})
				if typ == "mood" || typ == "email" || typ == "nobody_knows" {
					c.Type = schema.Is(schema.Type{Schema: "public", Name: typ})
				}
				if rapid.IntRange(0, 3).Draw(t, "commented") == 0 {
					c.Comment = schema.Is(comment.Draw(t, "comment"))
				}
				x.Columns = append(x.Columns, c)
				if typ == "text" && rapid.Bool().Draw(t, "listed") {
					x.Checks = append(x.Checks, &schema.Check{Name: name.Draw(t, "check"), Expr: schema.QuoteIdent(c.Name) + " = ANY (ARRAY['a'::text, 'B'::text, '" + strings.ReplaceAll(name.Draw(t, "label"), "'", "''") + "'::text])"})
				}
				if typ == "int8" {
					x.Checks = append(x.Checks, &schema.Check{Name: name.Draw(t, "check"), Expr: "((" + schema.QuoteIdent(c.Name) + " >= 0) AND (" + schema.QuoteIdent(c.Name) + " < 9))"})
				}
			}
			if len(db.Tables) > 0 {
				to := db.Tables[0]
				x.ForeignKeys = []*schema.ForeignKey{{Name: name.Draw(t, "key"), Columns: []string{x.Columns[0].Name}, RefSchema: to.Schema, RefTable: to.Name, RefColumns: []string{to.Columns[0].Name}}}
			}
			db.Tables = append(db.Tables, x)
		}
		opts := gostruct.NewOptions{
			Package: "models", Dir: "models",
			Style: rapid.SampledFrom([]gostruct.Style{"db", "gorm", "bun", "sqlc"}).Draw(t, "style"), Null: rapid.SampledFrom([]gostruct.Null{"pointer", "sql", "pgtype"}).Draw(t, "null"),
			Driver:  rapid.SampledFrom([]gostruct.Driver{"pgx", "sql"}).Draw(t, "driver"),
			OneFile: rapid.Bool().Draw(t, "one"), ValidateTags: true, ValidateMethods: rapid.Bool().Draw(t, "methods"),
		}
		if opts.Null == gostruct.NullPgtype {
			opts.Driver = gostruct.DriverPGX
		}
		made, err := gostruct.Generate(db, opts)
		if err != nil {
			t.Fatal(err)
		}
		again, err := gostruct.Generate(db, opts)
		if err != nil || fmt.Sprint(again) != fmt.Sprint(made) {
			t.Fatalf("the second time it is not the same: %v", err)
		}
		files := fstest.MapFS{}
		for _, f := range made.Files {
			if files[f.Path] != nil {
				t.Fatalf("%s twice", f.Path)
			}
			files[f.Path] = &fstest.MapFile{Data: f.After}
			tidy, err := format.Source(f.After)
			if err != nil {
				t.Fatalf("%s: %v\n%s", f.Path, err, f.After)
			}
			if !bytes.Equal(tidy, f.After) {
				var b bytes.Buffer
				_ = codegen.Diff(&b, []codegen.File{{Path: f.Path, Before: f.After, After: tidy}})
				t.Fatalf("gofmt changes %s", b.String())
			}
		}
		if err := compile(files); err != nil {
			for _, f := range made.Files {
				t.Logf("%s\n%s", f.Path, f.After)
			}
			t.Fatal(err)
		}
	})
}
