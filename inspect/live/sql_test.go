package live

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
)

// grammar are the words that a parenthesis may follow without being functions.
var grammar = map[string]bool{
	"all": true, "and": true, "class": true, "select": true, "any": true, "array": true, "as": true, "case": true, "coalesce": true,
	"exists": true, "extract": true, "filter": true, "from": true, "in": true, "join": true, "least": true,
	"materialized": true, "nullif": true, "or": true, "then": true, "where": true,
}

// TestEveryNameIsQualified guards the queries against functions, types and
// tables of the same names in somebody's schema.
func TestEveryNameIsQualified(t *testing.T) {
	call := regexp.MustCompile(`([\w.]+) ?\(`)
	cast := regexp.MustCompile(`::([\w.]+)`)
	table := regexp.MustCompile(`\b(?:from|join) ([\w.]+)`)
	var own []string
	for name, text := range queries(t) {
		for _, line := range strings.Split(text, "\n") {
			line, _, _ = strings.Cut(line, "--")
			line = regexp.MustCompile(`'[^']*'`).ReplaceAllString(line, "''")
			for _, m := range call.FindAllStringSubmatch(line, -1) {
				if !grammar[m[1]] && !strings.HasPrefix(m[1], "pg_catalog.") && !alias(text, m[1]) {
					t.Errorf("%s calls %s", name, m[1])
				}
			}
			for _, m := range cast.FindAllStringSubmatch(line, -1) {
				if !strings.HasPrefix(m[1], "pg_catalog.") {
					t.Errorf("%s casts to %s", name, m[1])
				}
			}
			for _, m := range table.FindAllStringSubmatch(line, -1) {
				if !strings.HasPrefix(m[1], "pg_catalog.") && m[1] != "found" && m[1] != "member" && m[1] != "changed" && m[1] != "class" && m[1] != "pg_catalog" {
					own = append(own, name+" reads "+m[1])
				}
			}
		}
	}
	for _, o := range own {
		if !strings.HasSuffix(o, "epoch") && !strings.HasSuffix(o, "reads select") {
			t.Error(o)
		}
	}
}

// alias reports whether a name is that of a list of columns: k(attnum, place).
func alias(text, name string) bool {
	return strings.Contains(text, "with ordinality "+name+"(")
}

func TestQueriesKeepTheHouseStyle(t *testing.T) {
	upper := regexp.MustCompile(`\b(SELECT|FROM|WHERE|JOIN|AND|OR|ORDER|CASE)\b`)
	for name, text := range queries(t) {
		if upper.MatchString(regexp.MustCompile(`'[^']*'`).ReplaceAllString(text, "''")) {
			t.Errorf("%s has keywords in capitals", name)
		}
		if strings.Contains(text, "information_schema.") {
			t.Errorf("%s reads information_schema, which hides what a role has no rights on", name)
		}
		if strings.Contains(text, "\t") || !strings.HasSuffix(text, "\n") {
			t.Errorf("%s has tabs, or no end of its last line", name)
		}
	}
}

func queries(t *testing.T) map[string]string {
	t.Helper()
	texts := make(map[string]string)
	names, err := fs.Glob(sqlFiles, "sql/*.sql")
	if err != nil || len(names) < len(rawQueries) {
		t.Fatalf("%d files of queries: %v", len(names), err)
	}
	for _, name := range names {
		text, err := sqlFiles.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[path.Base(name)] = string(text)
	}
	return texts
}

func TestLinesOfOtherVersionsAreLeftOut(t *testing.T) {
	q := load("index")
	for server, want := range map[int]string{
		130023: "false,", 140000: "false,", 150000: "i.indnullsnotdistinct,", 180004: "i.indnullsnotdistinct,",
	} {
		text := q.text(server)
		if !strings.Contains(text, "\n  "+want+"\n") {
			t.Errorf("for %d there is no line %q in:\n%s", server, want, text)
		}
		if strings.Contains(text, "-- since") || strings.Contains(text, "-- before") {
			t.Errorf("for %d marks are left in:\n%s", server, text)
		}
	}
}

func TestModifiersAreFoundInFormattedTypes(t *testing.T) {
	for formatted, want := range map[string]string{
		"numeric(10,2)":                  "10,2",
		"character varying(5)[]":         "5",
		"timestamp(3) with time zone":    "3",
		"timestamp(3) with time zone[]":  "3",
		"public.geometry(Point,4326)":    "Point,4326",
		`"we(ird".kind(7)`:               "7",
		`"a""(b".c`:                      "",
		"public.geography(MultiPoint)[]": "MultiPoint",
	} {
		if have := modifiers(typ{}.Type, formatted); have != want {
			t.Errorf("modifiers of %s: want %q, have %q", formatted, want, have)
		}
	}
}

func TestRelativesOfPostgresAreRecognised(t *testing.T) {
	for banner, want := range map[string]string{
		"PostgreSQL 15.18 (Debian 15.18-0+deb12u1) on x86_64-pc-linux-gnu, compiled by gcc": "",
		"PostgreSQL 19beta1 on aarch64-apple-darwin":                                        "",
		"EnterpriseDB 9.6.20": "",
		"CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu, built 2023/09/27 01:53:43, go1.19.10)":                          "CockroachDB",
		"PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat), Redshift 1.0.43931": "Amazon Redshift",
		"PostgreSQL 11.2-YB-2.20.1.0-b0 on x86_64-pc-linux-gnu":                                                         "YugabyteDB",
		"PostgreSQL 9.4.26 (Greenplum Database 6.25.3 build commit)":                                                    "Greenplum",
		"PostgreSQL 9.5 on x86_64-unknown-linux-gnu (Materialize v0.27.0)":                                              "Materialize",
		"PostgreSQL 13.14.0-RisingWave-1.10.0 (a1b2c3)":                                                                 "RisingWave",
		"CrateDB 5.5.0 (built 1234)":                                                                                    "CrateDB",
		"MariaDB 11":                                                                                                    "MariaDB",
	} {
		if have := otherEngine(banner); have != want {
			t.Errorf("%s: want %q, have %q", banner, want, have)
		}
	}
}

func TestSearchPathIsTakenApart(t *testing.T) {
	r := newReading(150000)
	for i, name := range []string{"pg_catalog", "public", "app", "Mixed, \"Case\"", "bob"} {
		r.schemas[oid(i)] = name
	}
	for path, want := range map[string]string{
		`"$user", public`:                     "bob public",
		`public`:                              "public",
		`APP, "public"`:                       "app public",
		`"Mixed, ""Case""", app`:              `Mixed, "Case" app`,
		`missing, pg_catalog, public, public`: "public",
		``:                                    "",
		`""`:                                  "",
	} {
		r.path = path
		if have := strings.Join(r.searchPath("bob"), " "); have != want {
			t.Errorf("search path %s: want %q, have %q", path, want, have)
		}
	}
}
