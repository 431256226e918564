package gostruct_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/codegen/gostruct"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// tripStyles are the ways in which a schema passes through new structs, and the
// function that carries its rows.
var tripStyles = []struct {
	name, call string
	opts       gostruct.NewOptions
}{
	{"pgx", "PGX", gostruct.NewOptions{}},
	{"std", "SQL", gostruct.NewOptions{Driver: gostruct.DriverSQL, Null: gostruct.NullSQL}},
	{"gorm", "GORM", gostruct.NewOptions{Style: gostruct.StyleGORM}},
	{"bun", "Bun", gostruct.NewOptions{Style: gostruct.StyleBun}},
	{"sqlc", "PGX", gostruct.NewOptions{Style: gostruct.StyleSQLC, Null: gostruct.NullPgtype}},
}

// TestSchemasRoundTrip passes rows at the limits through new structs of every
// style, for each schema in a directory of SQL files. make generate-roundtrip
// names one.
func TestSchemasRoundTrip(t *testing.T) {
	dir := os.Getenv("SYNAPCHECK_SCHEMAS")
	if dir == "" {
		t.Log("SYNAPCHECK_SCHEMAS names no directory of schemas; make generate-roundtrip does")
		return
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.sql"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no schemas in %s: %v", dir, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".sql"), func(t *testing.T) { schemaRoundTrip(t, read(t, name)) })
	}
}

func schemaRoundTrip(t *testing.T, script string) {
	db := scratchtest.Database(t, script)
	root := tripModule(t)
	live := readSource(t, root, db.URL())
	conn, err := pgx.Connect(context.Background(), db.AdminURL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	filled, empty, values := fill(t, conn, live)
	tables, columns := 0, 0
	for _, x := range live.Tables {
		if x.Kind == schema.KindTable {
			tables++
			columns += len(x.Columns)
		}
	}
	t.Logf("%d tables, %d columns; rows in %d of them with %d values; without rows: %s", tables, columns, len(filled), values, strings.Join(empty, ", "))
	write(t, filepath.Join(root, "trip.go"), read(t, catalogueOfTypes+"/trip/trip.go"))
	imports, calls := "", ""
	for _, style := range tripStyles {
		opts := style.opts
		opts.Package, opts.Dir, opts.OneFile, opts.ValidateMethods = style.name, style.name, true, true
		made, err := gostruct.Generate(live, opts)
		if err != nil {
			t.Fatal(err)
		}
		refused := map[string]bool{}
		for _, r := range made.Refused {
			t.Logf("%s: refused %s: %s", style.name, r.Object, r.Reason)
			refused[r.Object.Schema+"."+r.Object.Parent] = true
		}
		if err := codegen.Write(root, made.Files); err != nil {
			t.Fatal(err)
		}
		imports += fmt.Sprintf("\t%q\n", "example.com/trip/"+style.name)
		text := strings.ReplaceAll(string(made.Files[0].After), "\n// ", " ")
		for _, x := range filled {
			if refused[x.Schema+"."+x.Name] {
				t.Errorf("%s: %s lacks columns", style.name, x.Ref().Path())
				continue
			}
			if m := regexp.MustCompile(`(?:^|[ \n]|// )(\w+) is a row of the [a-z ]+ ` + regexp.QuoteMeta(x.Ref().Path()) + `\.`).FindStringSubmatch(text); m != nil {
				calls += fmt.Sprintf("\tdo(%q, %q, trip.%s[%s.%s], %s)\n", style.name, x.Ref().Path(), style.call, style.name, m[1], tripTable(x, copyOf(style.name, x)))
			} else {
				t.Errorf("%s: no struct for %s", style.name, x.Ref().Path())
			}
		}
		agreement(t, style.name, made, live)
	}
	if err := os.Mkdir(filepath.Join(root, "main"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(root, "main", "main.go"), "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n\n\ttrip \"example.com/trip\"\n"+imports+`)

func do(style, table string, carry func(string, trip.Table) error, t trip.Table) {
	if err := carry(os.Args[1], t); err != nil {
		fmt.Println(style, table, err)
	}
}

func main() {
`+calls+"}\n")
	goTool(t, root, "vet", "./...")
	// Foreign keys and triggers are not what is asked about.
	cmd := exec.Command("go", "run", "./main", db.AdminURL()+"&options=-csession_replication_role%3Dreplica")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	out, err := cmd.CombinedOutput()
	if len(out) > 0 || err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	for _, style := range tripStyles {
		for _, x := range filled {
			var lost int
			var sample string
			a, b := quoted(x.Schema, x.Name), copyOf(style.name, x)
			err := conn.QueryRow(context.Background(), fmt.Sprintf(
				"select count(*), coalesce(string_agg(z, ' / '), '') from ((select x::text as z from %[1]s x except all select y::text from %[2]s y) union all (select y::text from %[2]s y except all select x::text from %[1]s x)) z", a, b)).Scan(&lost, &sample)
			if err != nil || lost > 0 {
				t.Errorf("%s: %s: %d rows are not the same afterwards: %.600s %v", style.name, a, lost, sample, err)
			}
		}
	}
}

func copyOf(style string, x *schema.Table) string {
	return quoted("copies_"+style, x.Schema+"_"+x.Name)
}

// agreement compares new structs with their database.
// The module is one of its own, where nothing but the style is to be seen.
func agreement(t *testing.T, dir string, made *gostruct.New, live *schema.Database) {
	t.Helper()
	root := t.TempDir()
	library := map[string]string{"gorm": "gorm.io/gorm v1.31.1", "bun": "github.com/uptrace/bun v1.2.15"}[dir]
	if library == "" {
		library = "github.com/jackc/pgx/v5 v5.12.0"
	}
	write(t, filepath.Join(root, "go.mod"), "module example.com/trip\n\ngo 1.25\n\nrequire "+library+"\n")
	if err := codegen.Write(root, made.Files); err != nil {
		t.Fatal(err)
	}
	declared := readSource(t, root, "go:./"+dir)
	d := diff.Compare(declared, live, diff.Options{})
	counts, zones, keyless := map[rule.Severity]int{}, 0, 0
	for _, f := range rule.Judge(d, rule.All()) {
		if f.Rule == "table-unmanaged" || f.Layer == "" && f.Difference == nil {
			continue // advice on the database alone
		}
		if slices.ContainsFunc(made.Refused, func(r gostruct.Refusal) bool { return r.Object == f.Object }) {
			continue // which was said
		}
		if strings.Contains(f.Consequence, "the zone is lost") || strings.Contains(f.Consequence, "with the driver lib/pq") {
			zones++ // of what is written: no type of database/sql but a text avoids it
		} else if f.Rule == "primary-key-missing" && dir == "gorm" {
			keyless++ // gorm takes a field ID for the key of a table that has none
		} else if counts[f.Severity]++; f.Severity > rule.Info {
			t.Errorf("%s: %s %s %s: %s; %s", dir, f.Severity, f.Rule, f.Object, f.Message, f.Consequence)
		} else {
			t.Logf("%s: %s %s %s: %s; %s", dir, f.Severity, f.Rule, f.Object, f.Message, f.Consequence)
		}
	}
	t.Logf("%s: %d errors, %d warnings, %d infos, %d times without a zone, %d without a key, %d gaps", dir, counts[rule.Error], counts[rule.Warning], counts[rule.Info], zones, keyless, len(declared.Gaps))
}

// fill gives every table that takes them two rows at the limits of its types,
// and makes copies of its shape.
func fill(t *testing.T, conn *pgx.Conn, live *schema.Database) (filled []*schema.Table, empty []string, values int) {
	t.Helper()
	ctx := context.Background()
	exec := func(sql string) error {
		_, err := conn.Exec(ctx, sql, pgx.QueryExecModeSimpleProtocol)
		return err
	}
	if err := exec("set session_replication_role = replica"); err != nil {
		t.Fatal(err)
	}
	for _, style := range tripStyles {
		if err := exec("create schema copies_" + style.name); err != nil {
			t.Fatal(err)
		}
	}
	env := equal.NewEnv(live)
	for _, x := range live.Tables {
		if x.Kind != schema.KindTable || x.PartitionOf != (schema.Ref{}) || len(x.Columns) == 0 || x.PartitionBy.Or("") != "" || unwritten(x) || diff.Bookkeeping(x.Name) != "" {
			continue
		}
		rows := 0
		var last error
		for _, form := range []int{high, low} {
			for _, form := range []int{form, form + plainer, form + plainest} {
				names, exprs, n := rowOf(x, env, form)
				err := exec(fmt.Sprintf("insert into %s (%s) overriding system value values (%s)", quoted(x.Schema, x.Name), names, exprs))
				if err == nil {
					rows, values = rows+1, values+n
					break
				}
				last = err
			}
		}
		if rows == 0 {
			empty = append(empty, x.Ref().Path()+" ("+fmt.Sprint(last)+")")
			continue
		}
		for _, style := range tripStyles {
			if err := exec(fmt.Sprintf("create table %s (like %s including defaults including generated)", copyOf(style.name, x), quoted(x.Schema, x.Name))); err != nil {
				t.Fatal(err)
			}
		}
		filled = append(filled, x)
	}
	return filled, empty, values
}

// unwritten reports a column that gorm leaves to the database.
func unwritten(x *schema.Table) bool {
	return slices.ContainsFunc(x.Columns, func(c *schema.Column) bool {
		return c.Identity.Or("") == schema.IdentityAlways && (x.PrimaryKey == nil || !slices.Contains(x.PrimaryKey.Columns, c.Name))
	})
}

// quoted is a name as SQL has it, also one that is a word of the language.
func quoted(parts ...string) string {
	for i, p := range parts {
		parts[i] = `"` + strings.ReplaceAll(p, `"`, `""`) + `"`
	}
	return strings.Join(parts, ".")
}

const (
	high     = iota // the largest values
	low             // the smallest, and NULL
	plainer         // added to them: texts that checks allow
	_               //
	plainest        // and everything small
)

// rowOf is a row for the table: the columns' names, their values, how many.
func rowOf(x *schema.Table, env *equal.Env, form int) (names, exprs string, n int) {
	var ns, es []string
	for _, c := range x.Columns {
		if c.Generated.Or(schema.Generated{}).Expr != "" {
			continue
		}
		t := c.Type.Or(schema.Type{})
		value := "null"
		// Times that gorm sets by itself are never NULL under it.
		if c.NotNull.Or(false) || form%2 == high || c.Name == "created_at" || c.Name == "updated_at" {
			value = valueOf(t, env, form)
		}
		if label := listedIn(x, c.Name); label != "" && value != "null" && !t.Array {
			value = label
		}
		ns, es = append(ns, quoted(c.Name)), append(es, value)
	}
	return strings.Join(ns, ", "), strings.Join(es, ", "), len(ns)
}

var literalIn = regexp.MustCompile(`'(?:[^']|'')+'`)

// listedIn is a literal that a check on the column mentions.
func listedIn(x *schema.Table, column string) string {
	for _, c := range x.Checks {
		if strings.Contains(c.Expr, column) && strings.Contains(c.Expr, "= ANY") {
			return literalIn.FindString(c.Expr)
		}
	}
	return ""
}

// limits are the largest and smallest values of types.
var limits = map[string][2]string{
	"bool": {"true", "false"}, "int2": {"32767", "-32768"}, "int4": {"2147483647", "-2147483648"},
	"int8": {"9223372036854775807", "-9223372036854775808"}, "float4": {"3.4e38", "-1e-37"}, "float8": {"1.7976931348623157e308", "5e-324"},
	"numeric": {"1234567890123456789012345678901234567890.0123456789", "-0.00000000000000000000000000000000000001"},
	"money":   {"92233720368547758.07", "-0.01"}, "text": {"line\n\"quotes\" ' \\ ü 日本", ""}, "citext": {"CamelCase", ""}, "name": {"a_name", "b"},
	"char": {"c", "x"}, "bytea": {`\x00ff`, `\x`}, "uuid": {"ffffffff-ffff-ffff-ffff-ffffffffffff", "00000000-0000-0000-0000-000000000000"},
	"json": {`{"a":[1,null],"ü":"x"}`, "null"}, "jsonb": {`{"a": [1, null], "b": "ü"}`, "[]"},
	"timestamptz": {"9999-12-31 23:59:59.999999+00", "0001-01-02 00:00:00+00"}, "timestamp": {"9999-12-31 23:59:59.999999", "0001-01-02 00:00:00"},
	"date": {"9999-12-31", "0001-01-02"}, "time": {"23:59:59.999999", "00:00:00"}, "timetz": {"23:59:59.999999+14", "00:00:00-12"},
	"interval": {"178 years 11 mons 29 days 23:59:59.999999", "-1 mons +1 day -00:00:00.000001"},
	"inet":     {"2001:db8::1/64", "10.0.0.1"}, "cidr": {"2001:db8::/32", "10.0.0.0/8"}, "macaddr": {"08:00:2b:01:02:03", "ff:ff:ff:ff:ff:ff"},
	"macaddr8": {"08:00:2b:01:02:03:04:05", "ff:ff:ff:ff:ff:ff:ff:ff"}, "varbit": {"1011011101111", ""}, "xml": {"<a>1</a>", "<b/>"},
	"tsvector": {"'a':1A 'b':2,3", ""}, "tsquery": {"'a' & !'b'", "'c'"}, "point": {"(1.5,-2)", "(0,0)"}, "line": {"{1,2,3}", "{0,1,0}"},
	"lseg": {"[(1,2),(3,4)]", "[(0,0),(0,1)]"}, "box": {"(3,4),(1,2)", "(1,1),(0,0)"}, "path": {"[(1,2),(3,4)]", "((1,2),(3,4))"},
	"polygon": {"((0,0),(1,1),(2,0))", "((5,5),(6,6),(7,5))"}, "circle": {"<(1,2),3>", "<(0,0),0>"},
	"int4range": {"[1,2147483647)", "empty"}, "int8range": {"[-9223372036854775808,)", "(,5)"}, "numrange": {"[1.5,1e40]", "(,)"},
	"daterange": {"[2000-01-01,9999-12-31)", "empty"}, "tsrange": {"[2000-01-01,2000-01-02)", "(,)"}, "tstzrange": {"[2000-01-01 00:00+00,2000-01-02 00:00+00)", "(,)"},
	"int4multirange": {"{[1,3),[5,9)}", "{}"}, "int8multirange": {"{[1,3),[5,)}", "{}"}, "nummultirange": {"{[1.5,2.5]}", "{}"},
	"datemultirange": {"{[2000-01-01,2000-02-01)}", "{}"}, "tsmultirange": {"{[2000-01-01,2000-02-01)}", "{}"}, "tstzmultirange": {"{[2000-01-01 00:00+00,)}", "{}"},
	"oid": {"4294967295", "0"}, "xid": {"4294967295", "3"}, "xid8": {"18446744073709551615", "1"}, "tid": {"(4294967295,65535)", "(0,1)"},
	"pg_lsn": {"FFFFFFFF/FFFFFFFF", "0/0"}, "regclass": {"pg_class", "pg_type"}, "hstore": {`a=>1, b=>NULL`, ""}, "cube": {"(1, 2)", "(0)"},
	"ltree": {"Top.Science", "Top"}, "jsonpath": {`$."a"[*]`, "$"},
}

// valueOf is a value of the type, spelled for SQL.
func valueOf(t schema.Type, env *equal.Env, form int) string {
	cast := func(text string, typ string) string {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'::" + typ
	}
	if t.Array {
		elem := t.Elem()
		if form%2 == low {
			return "'{}'"
		}
		return "array[" + valueOf(elem, env, form) + ", " + valueOf(elem, env, form+1) + "]::" + t.String()
	}
	base := env.Resolve(t)
	if base.Array {
		return "'{}'::" + t.String()
	}
	side := form % 2
	if e := env.Enum(base); e != nil && len(e.Labels) > 0 {
		return cast(e.Labels[side*(len(e.Labels)-1)], t.String())
	}
	text := limits[base.Name][side]
	plain := map[string][2]string{
		"text": {"abc", "x"}, "citext": {"abc", "x"}, "varchar": {"abc", "x"}, "bpchar": {"a", "b"}, "int2": {"2", "1"}, "int4": {"2", "1"}, "int8": {"2", "1"},
		"numeric": {"2", "1"}, "date": {"2020-01-02", "2020-01-01"}, "timestamptz": {"2020-01-02 00:00+00", "2020-01-01 00:00+00"}, "timestamp": {"2020-01-02", "2020-01-01"},
		"jsonb": {"{}", "{}"}, "float4": {"2", "1"}, "float8": {"2", "1"}, "bytea": {`\x00112233445566778899aabbccddeeff`, `\xffeeddccbbaa99887766554433221100`},
	}
	switch {
	case form >= plainest && plain[base.Name][side] != "", form >= plainer && plain[base.Name][side] != "" && (base.Name == "varchar" || base.Name == "text" || base.Name == "bpchar"):
		text = plain[base.Name][side]
		if n := atoi(base.Args); (base.Name == "varchar" || base.Name == "bpchar") && n > 0 && n < len(text) {
			text = text[:n]
		}
	case base.Name == "varchar" || base.Name == "bpchar":
		n := atoi(base.Args)
		if text = ""; side == high {
			text = strings.Repeat("ü", max(1, min(n, 300)))
		}
	case base.Name == "numeric" && base.Args != "":
		p, s, _ := strings.Cut(base.Args, ",")
		whole, digits := atoi(p)-max(0, atoi(s)), max(0, atoi(s))
		text = "-0." + strings.Repeat("0", max(0, digits-1)) + "1"
		if side == high {
			text = strings.Repeat("9", max(0, whole)) + "." + strings.Repeat("9", digits)
		}
	case base.Name == "bit":
		text = strings.Repeat([2]string{"1", "0"}[side], max(1, atoi(base.Args)))
	case limits[base.Name] == [2]string{}:
		return "null"
	}
	return cast(text, t.String())
}

func atoi(s string) int {
	n := 0
	_, _ = fmt.Sscan(strings.TrimSpace(s), &n)
	return n
}
