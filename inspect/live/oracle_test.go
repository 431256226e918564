package live_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// TestServerSpellsTheSame writes types, indexes and constraints out of the
// description as SQL, and compares that with what the server's own functions
// make of them. What the description lacks would be lacking there.
func TestServerSpellsTheSame(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		since := 0
		if _, err := fmt.Sscanf(string(archive.Comment), "since %d", &since); err == nil && since > major(t) {
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			spellsTheSame(t, scratchtest.Database(t, string(archive.Files[0].Data)).URL())
		})
	}
}

func spellsTheSame(t *testing.T, dsn string) {
	described := make(map[string]string)
	for _, table := range read(t, dsn, live.Options{}).Tables {
		spellTable(table, described)
	}
	conn := dial(t, dsn)
	run(t, conn, "set search_path = ''")
	asked := make(map[string]string)
	for _, query := range serverSpellings {
		rows, err := conn.Query(t.Context(), query, pgx.QueryExecModeExec)
		if err != nil {
			t.Fatal(err)
		}
		var object, spelling string
		if _, err := pgx.ForEachRow(rows, []any{&object, &spelling}, func() error {
			asked[object] = spelling
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	for object, spelling := range asked {
		asked[object] = unquoted(spelling)
	}
	for object, spelling := range described {
		described[object] = unquoted(spelling)
	}
	t.Logf("%d spellings", len(asked))
	if d := cmp.Diff(asked, described); d != "" {
		t.Errorf("(-server +description):\n%s", d)
	}
}

const users = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
	and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')`

var serverSpellings = []string{
	`select 'column ' || n.nspname || '.' || c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod)
	from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
	where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'f', 'v', 'm') and ` + users,

	`select 'default ' || n.nspname || '.' || c.relname || '.' || a.attname, pg_get_expr(d.adbin, d.adrelid)
	from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
	join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace where ` + users,

	`select 'index ' || n.nspname || '.' || c.relname || '.' || x.relname, pg_get_indexdef(i.indexrelid)
	from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class c on c.oid = i.indrelid
	join pg_namespace n on n.oid = c.relnamespace
	where not exists (select from pg_constraint o where o.conindid = i.indexrelid and o.contype in ('p', 'u', 'x')) and ` + users,

	`select 'constraint ' || n.nspname || '.' || c.relname || '.' || o.conname, pg_get_constraintdef(o.oid)
	from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
	where o.contype in ('p', 'u', 'f', 'c', 'x')
	and (o.conparentid = 0 or o.conrelid <> (select p.conrelid from pg_constraint p where p.oid = o.conparentid)) and ` + users,
}

// unquoted leaves out the quotes of names and option values, which the server
// sets by the list of its keywords, and what no description can say.
func unquoted(sql string) string {
	sql = strings.ReplaceAll(sql, `"`, "")
	sql = regexp.MustCompile(`='([^']*)'`).ReplaceAllString(sql, "=$1")
	for _, words := range []string{" WITHOUT OVERLAPS", "PERIOD ", " NOT ENFORCED", " ON ONLY"} {
		sql = strings.ReplaceAll(sql, words, map[string]string{" NOT ENFORCED": " NOT VALID", " ON ONLY": " ON"}[words])
	}
	return sql
}

func spellTable(t *schema.Table, into map[string]string) {
	path := t.Schema + "." + t.Name
	for _, c := range t.Columns {
		into["column "+path+"."+c.Name] = c.Type.Or(schema.Type{}).String()
		expr := c.Default.Or("")
		if g := c.Generated.Or(schema.Generated{}).Expr; g != "" {
			expr = g
		}
		if expr != "" {
			into["default "+path+"."+c.Name] = expr
		}
	}
	constraint := func(name string, parts ...string) {
		into["constraint "+path+"."+name] = strings.Join(parts, "")
	}
	if k := t.PrimaryKey; k != nil {
		constraint(k.Name, "PRIMARY KEY ", names(k.Columns), including(k.Include), deferring(k.Deferrable))
	}
	for _, k := range t.Uniques {
		distinct := map[bool]string{true: "NULLS NOT DISTINCT "}[k.NullsNotDistinct.Or(false)]
		constraint(k.Name, "UNIQUE ", distinct, names(k.Columns), including(k.Include), deferring(k.Deferrable))
	}
	for _, k := range t.ForeignKeys {
		constraint(k.Name, "FOREIGN KEY ", names(k.Columns), " REFERENCES ", k.RefSchema, ".", k.RefTable, names(k.RefColumns),
			map[string]string{"full": " MATCH FULL"}[k.Match.Or("")],
			acting(" ON UPDATE ", k.OnUpdate), acting(" ON DELETE ", k.OnDelete), setting(k.SetColumns),
			deferring(k.Deferrable), proven(k.Validated))
	}
	for _, c := range t.Checks {
		constraint(c.Name, "CHECK (", c.Expr, ")", map[bool]string{true: " NO INHERIT"}[c.NoInherit.Or(false)], proven(c.Validated))
	}
	for _, x := range t.Exclusions {
		constraint(x.Name, x.Definition)
	}
	for _, x := range t.Indexes {
		into["index "+path+"."+x.Name] = spellIndex(path, x)
	}
}

func spellIndex(table string, x *schema.Index) string {
	var keys []string
	for _, k := range x.Keys {
		key := k.Column
		if k.Expr != "" {
			key = k.Expr
			if !regexp.MustCompile(`(?s)^[\w.]+\(.*\)$`).MatchString(key) || strings.HasPrefix(key, "(") {
				key = "(" + key + ")"
			}
		}
		if c := k.Collation.Or(""); c != "" {
			key += " COLLATE " + c
		}
		if c := k.Opclass.Or(""); c != "" {
			key += " " + strings.Replace(c, "(", " (", 1)
		}
		desc, first := k.Desc.Or(false), k.NullsFirst.Or(false)
		if desc {
			key += " DESC"
		}
		if desc != first {
			key += map[bool]string{true: " NULLS FIRST", false: " NULLS LAST"}[first]
		}
		keys = append(keys, key)
	}
	sql := "CREATE " + map[bool]string{true: "UNIQUE "}[x.Unique.Or(false)] + "INDEX " + x.Name + " ON " + table +
		" USING " + x.Method.Or("") + " (" + strings.Join(keys, ", ") + ")" + including(x.Include)
	if x.NullsNotDistinct.Or(false) {
		sql += " NULLS NOT DISTINCT"
	}
	if o := x.Options.Or(""); o != "" {
		sql += " WITH (" + o + ")"
	}
	if w := x.Where.Or(""); w != "" {
		sql += " WHERE " + w
	}
	return sql
}

func names(columns []string) string { return "(" + strings.Join(columns, ", ") + ")" }

func including(columns []string) string {
	if len(columns) == 0 {
		return ""
	}
	return " INCLUDE " + names(columns)
}

func setting(columns []string) string {
	if len(columns) == 0 {
		return ""
	}
	return " " + names(columns)
}

func acting(when string, a schema.Claim[schema.Action]) string {
	if a.Or(schema.NoAction) == schema.NoAction {
		return ""
	}
	return when + strings.ToUpper(string(a.Or("")))
}

func deferring(d schema.Claim[schema.Deferrable]) string {
	return map[schema.Deferrable]string{
		schema.InitiallyNow:      " DEFERRABLE",
		schema.InitiallyDeferred: " DEFERRABLE INITIALLY DEFERRED",
	}[d.Or("")]
}

func proven(validated schema.Claim[bool]) string {
	return map[bool]string{false: " NOT VALID"}[validated.Or(true)]
}
