package live_test

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// found counts what every catalog holds of users, by the words that PostgreSQL
// has for it; its %s are the catalogs. Left out is what an extension brought, and
// what is a part of something else and goes by its name: the type of a table's
// rows, the index of a constraint, the sequence of an identity column, the rule of
// a view.
const found = `
with everything (class, id) as (
  %s
  union all select d.classid::regclass, d.objid from pg_depend d
    where not exists (select from pg_attribute a where a.attrelid = d.classid and a.attname = 'oid')
)
select i.type, count(*)
from (select distinct * from everything) e
cross join pg_identify_object(e.class, e.id, 0) i
where (e.id >= 16384 or e.class = 'pg_database'::regclass)
  and coalesce(i.schema, '') !~ '^(pg_toast|pg_temp|information_schema)'
  and i.identity !~ '^pg_(toast|temp)'
  and not exists (
    select from pg_depend d where d.classid = e.class and d.objid = e.id and d.deptype in ('e', 'i') and d.objsubid = 0
  )
group by 1
order by 1`

// catalogs are all that hold objects, in whatever version.
const catalogs = `
select c.relname::text
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attname = 'oid'
where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'r'
order by 1`

// partly are the catalogs of which some rows are no objects of the database.
var partly = map[string]string{
	"pg_class":   "relpersistence <> 't'",
	"pg_trigger": "not tgisinternal and tgparentid = 0",
	"pg_constraint": `contype in ('p', 'u', 'f', 'c', 'x')
      and not exists (select from pg_constraint p where p.oid = pg_constraint.conparentid and p.conrelid = pg_constraint.conrelid)`,
	"pg_database":     "datname = current_database()",
	"pg_subscription": "subdbid = (select d.oid from pg_database d where d.datname = current_database())",
}

// unasked are the catalogs whose rows are no objects of the database, and why.
var unasked = map[string]string{
	"pg_authid":                "roles are of the server",
	"pg_auth_members":          "roles are of the server",
	"pg_tablespace":            "they are of the server",
	"pg_parameter_acl":         "parameters are of the server",
	"pg_attrdef":               "they are properties of columns",
	"pg_amop":                  "they are parts of operator families",
	"pg_amproc":                "they are parts of operator families",
	"pg_publication_rel":       "they are parts of publications",
	"pg_publication_namespace": "they are parts of publications",
	"pg_largeobject_metadata":  "large objects are data",
	"pg_enum":                  "labels are parts of types",
}

// identified are those kinds that PostgreSQL calls otherwise.
var identified = map[schema.Kind]string{
	schema.KindPartition:         "table",
	schema.KindForeignTable:      "table",
	schema.KindComposite:         "type",
	schema.KindBaseType:          "type",
	schema.KindEnum:              "type",
	schema.KindDomain:            "type",
	schema.KindRange:             "type",
	schema.KindStatistics:        "statistics object",
	schema.KindForeignServer:     "server",
	schema.KindDefaultPrivileges: "default acl",
}

// mentioned counts what a description lists or counts, by PostgreSQL's words.
func mentioned(db *schema.Database) map[string]int {
	have := make(map[string]int)
	add := func(k schema.Kind, n int) {
		word, ok := identified[k]
		if !ok {
			word = string(k)
		}
		if n > 0 {
			have[word] += n
		}
	}
	for _, s := range db.Schemas {
		if s.Name != "public" {
			add(schema.KindSchema, 1)
		}
	}
	for _, t := range db.Tables {
		add(t.Kind, 1)
		add(schema.KindIndex, len(t.Indexes))
		constraints := len(t.Uniques) + len(t.ForeignKeys) + len(t.Checks) + len(t.Exclusions)
		if t.PrimaryKey != nil {
			constraints++
		}
		add("table constraint", constraints)
	}
	add(schema.KindSequence, len(db.Sequences))
	add(schema.KindEnum, len(db.Enums))
	add(schema.KindDomain, len(db.Domains))
	for _, d := range db.Domains {
		add("domain constraint", len(d.Checks))
	}
	for _, o := range db.Objects {
		if !o.System && o.Property("inherited") == "" {
			add(o.Kind, 1)
		}
	}
	for _, c := range db.Counted {
		add(c.Kind, c.Count)
	}
	return have
}

// everyCatalog are the queries for the objects of all catalogs.
func everyCatalog(t *testing.T, dsn string) []string {
	t.Helper()
	rows, err := dial(t, dsn).Query(t.Context(), catalogs)
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	var queries []string
	for _, name := range names {
		if unasked[name] == "" {
			queries = append(queries, fmt.Sprintf("select '%[1]s'::regclass, oid from %[1]s where %[2]s", name, cmp.Or(partly[name], "true")))
		}
	}
	return queries
}

func unmentioned(t *testing.T, dsn string) string {
	t.Helper()
	rows, err := dial(t, dsn).Query(t.Context(), fmt.Sprintf(found, strings.Join(everyCatalog(t, dsn), "\n  union all ")))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	want := make(map[string]int)
	for rows.Next() {
		var word string
		var n int
		if err := rows.Scan(&word, &n); err != nil {
			t.Fatal(err)
		}
		if word == "foreign table" {
			word = "table"
		}
		want[word] += n
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	have := mentioned(read(t, dsn, live.Options{}))
	delete(have, "large object") // data, which the query above leaves out
	return gocmp.Diff(want, have)
}

// TestNothingGoesUnmentioned makes an object of every kind.
func TestNothingGoesUnmentioned(t *testing.T) {
	db := scratchtest.Database(t)
	text, err := os.ReadFile("testdata/every-kind.sql")
	if err != nil {
		t.Fatal(err)
	}
	run(t, dial(t, db.AdminURL()), string(text),
		"create subscription sub connection 'dbname=nowhere' publication pub with (connect = false)",
		"alter subscription sub set (slot_name = none)")
	t.Cleanup(func() { // or the database could not be dropped
		conn, err := pgx.Connect(context.Background(), db.AdminURL())
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close(context.Background())
		if _, err := conn.Exec(context.Background(), "drop subscription sub"); err != nil {
			t.Error(err)
		}
	})
	if d := unmentioned(t, db.AdminURL()); d != "" {
		t.Errorf("catalog and description differ (-catalog +description):\n%s", d)
	}
}
