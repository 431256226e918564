package live_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// found counts what every catalog holds of users, by the words that PostgreSQL
// has for it. Left out is what an extension brought, and what is a part of
// something else and goes by its name: the type of a table's rows, the index of
// a constraint, the sequence of an identity column, the rule of a view.
const found = `
with everything (class, id) as (
  select 'pg_class'::regclass, oid from pg_class where relpersistence <> 't'
  union all select 'pg_type'::regclass, oid from pg_type
  union all select 'pg_proc'::regclass, oid from pg_proc
  union all select 'pg_trigger'::regclass, oid from pg_trigger where not tgisinternal and tgparentid = 0
  union all select 'pg_rewrite'::regclass, oid from pg_rewrite
  union all select 'pg_policy'::regclass, oid from pg_policy
  union all select 'pg_constraint'::regclass, o.oid from pg_constraint o
    where contype in ('p', 'u', 'f', 'c', 'x')
      and not exists (select from pg_constraint p where p.oid = o.conparentid and p.conrelid = o.conrelid)
  union all select 'pg_statistic_ext'::regclass, oid from pg_statistic_ext
  union all select 'pg_namespace'::regclass, oid from pg_namespace
  union all select 'pg_extension'::regclass, oid from pg_extension
  union all select 'pg_collation'::regclass, oid from pg_collation
  union all select 'pg_conversion'::regclass, oid from pg_conversion
  union all select 'pg_language'::regclass, oid from pg_language
  union all select 'pg_am'::regclass, oid from pg_am
  union all select 'pg_operator'::regclass, oid from pg_operator
  union all select 'pg_opfamily'::regclass, oid from pg_opfamily
  union all select 'pg_opclass'::regclass, oid from pg_opclass
  union all select 'pg_cast'::regclass, oid from pg_cast
  union all select 'pg_transform'::regclass, oid from pg_transform
  union all select 'pg_ts_parser'::regclass, oid from pg_ts_parser
  union all select 'pg_ts_template'::regclass, oid from pg_ts_template
  union all select 'pg_ts_dict'::regclass, oid from pg_ts_dict
  union all select 'pg_ts_config'::regclass, oid from pg_ts_config
  union all select 'pg_foreign_data_wrapper'::regclass, oid from pg_foreign_data_wrapper
  union all select 'pg_foreign_server'::regclass, oid from pg_foreign_server
  union all select 'pg_user_mapping'::regclass, oid from pg_user_mapping
  union all select 'pg_publication'::regclass, oid from pg_publication
  union all select 'pg_event_trigger'::regclass, oid from pg_event_trigger
  union all select 'pg_default_acl'::regclass, oid from pg_default_acl
  union all select 'pg_largeobject'::regclass, oid from pg_largeobject_metadata
  union all select d.classid::regclass, d.objid from pg_depend d
    where d.classid not in (
      'pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_rewrite'::regclass,
      'pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_amop'::regclass, 'pg_amproc'::regclass,
      'pg_publication_rel'::regclass)
)
select i.type, count(*)
from (select distinct * from everything) e
cross join pg_identify_object(e.class, e.id, 0) i
where e.id >= 16384
  and coalesce(i.schema, '') !~ '^(pg_toast|pg_temp|information_schema)'
  and i.identity !~ '^pg_(toast|temp)'
  and not exists (
    select from pg_depend d where d.classid = e.class and d.objid = e.id and d.deptype in ('e', 'i') and d.objsubid = 0
  )
  and i.type not in ('publication namespace')
group by 1
order by 1`

// words are those kinds that PostgreSQL calls otherwise.
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
		if !o.System && o.Kind != schema.KindDatabase && o.Property("inherited") == "" {
			add(o.Kind, 1)
		}
	}
	for _, c := range db.Counted {
		add(c.Kind, c.Count)
	}
	return have
}

func unmentioned(t *testing.T, dsn string) string {
	t.Helper()
	rows, err := dial(t, dsn).Query(t.Context(), found)
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
	return cmp.Diff(want, have)
}

// TestNothingGoesUnmentioned makes an object of every kind.
func TestNothingGoesUnmentioned(t *testing.T) {
	db := scratchtest.Database(t)
	text, err := os.ReadFile("testdata/every-kind.sql")
	if err != nil {
		t.Fatal(err)
	}
	run(t, dial(t, db.AdminURL()), string(text))
	if d := unmentioned(t, db.AdminURL()); d != "" {
		t.Errorf("catalog and description differ (-catalog +description):\n%s", d)
	}
}
