package equal_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// A meaning is the ways to write one default or condition. Only a server can
// tell whether those behind a question mark have it, nor whether those behind a
// tilde have another: both may come out as unsure there.
type meaning []string

const spellingSetup = `
create schema app;
create type app.mood as enum ('sad', 'ok');
create domain app.email as text check (value like '%@%');
create sequence app.s;
create sequence app."Odd Name";
create function app.make_id() returns text language sql as $$ select 'x' $$;
`

// defaults are meanings by the type of their column; no two of one type are
// the same.
var defaults = []struct {
	typ      schema.Type
	meanings []meaning
}{
	{schema.Type{Name: "varchar", Args: "20"}, []meaning{
		{`'active'`, `'active'::text`, `'active'::varchar`, `'active'::character varying(20)`, `E'active'`, `$$active$$`, `cast('active' as text)`, `('active')`, `/* now */ 'active' -- really`},
		{`'inactive'`},
		{`''`},
		{`'it''s'`, `E'it\'s'`, `$q$it's$q$`},
		{`'Active'`},
		{`null`, `NULL`, `null::varchar`, ``},
		{`now()`, `CURRENT_TIMESTAMP`},
		{`current_user`, `CURRENT_USER`, `user`},
		{`gen_random_uuid()`, `gen_random_uuid()::text`, `pg_catalog.gen_random_uuid()::varchar`},
		{`'1'`, `1`},
		{`app.make_id()`, `app.make_id()::varchar(20)`},
	}},
	{schema.Type{Name: "text"}, []meaning{
		{`'a'`, `'a'::varchar`, `'a'::bpchar`, `'a'::text`},
		{`'\x'`, `E'\\x'`},
		{`~lower('A')`, `~LOWER('A'::text)`, `~pg_catalog.lower('A')`},
		{`~'a' || 'b'`, `~('a' || 'b')`, `~'a'::text || 'b'::text`},
		{`'2020-01-01'`},
		{`'2020-01-02'`},
		{`~md5(random()::text)`, `~md5((random())::text)`},
		{`~current_setting('app.x', true)`},
		{`~to_char(now(), 'YYYY')`},
		{`~case when true then 'x' else 'y' end`},
		{`~upper('a') || "left"('abc', 2)`, `~upper('a') || left('abc', 2)`},
		{`~("substring"('abc', 1, 2))`, `~substring('abc' from 1 for 2)`, `~substring('abc' for 2)`},
	}},
	{schema.Type{Name: "bpchar", Args: "3"}, []meaning{
		{`'ab'`, `'ab '`, `'ab'::char(3)`}, {`'abc'`, `'abc'::character(3)`}, {`'xyz'`},
	}},
	{schema.Type{Name: "int4"}, []meaning{
		{`0`, `'0'`, `0::int`, `(0)`, `'0'::integer`, `+0`, `cast(0 as integer)`, `0::smallint`},
		{`1`},
		{`-1`, `(-1)`, `'-1'::integer`, `-(1)`, `- 1`},
		{`2147483647`},
		{`nextval('app.s')`, `nextval('app.s'::regclass)`, `nextval('"app"."s"')`, `nextval(('app.s'::text)::regclass)`},
		{`nextval('app."Odd Name"')`},
		{`~1 + 2`, `~(1 + 2)`},
		{`~1 + 2 * 3`, `~(1 + (2 * 3))`},
		{`~(1 + 2) * 3`},
	}},
	{schema.Type{Name: "int8"}, []meaning{
		{`0`, `0::bigint`, `'0'`},
		{`5000000000`, `'5000000000'::bigint`},
		{`5000000001`},
		{`-5000000000`},
		{`~extract(epoch from now())::bigint`, `~(extract(epoch from current_timestamp))::int8`},
	}},
	{schema.Type{Name: "numeric", Args: "10,2"}, []meaning{
		{`0`, `0.0`, `0.00`, `'0'`, `'0.00'::numeric`, `0::numeric(10,2)`, `0::numeric`}, {`1.5`, `1.50`, `'1.50'`, `15e-1`}, {`-1.5`, `'-1.5'`}, {`1.25`}, {`1e3`, `1000`, `1000.00`},
	}},
	{schema.Type{Name: "float8"}, []meaning{
		{`0`, `0.0`, `'0'::double precision`, `0::float8`},
		{`0.1`, `'0.1'`},
		{`1e10`, `10000000000`},
		{`'NaN'`, `'NaN'::float8`},
		{`'Infinity'`},
		{`random()`},
	}},
	{schema.Type{Name: "bool"}, []meaning{
		{`true`, `'t'`, `'true'`, `'yes'`, `'on'`, `'1'`, `TRUE`, `true::boolean`, `1::boolean`, `'tr'::bool`},
		{`false`, `'f'`, `'no'`, `'off'`, `'0'`, `FALSE`, `'false'::boolean`, `(not true and false)`},
	}},
	{schema.Type{Name: "timestamptz"}, []meaning{
		{`now()`, `CURRENT_TIMESTAMP`, `current_timestamp`, `transaction_timestamp()`, `pg_catalog.now()`, `now()::timestamptz`},
		{`clock_timestamp()`},
		{`statement_timestamp()`},
		{`'2020-01-01 00:00:00+00'`, `timestamptz '2020-01-01T00:00:00Z'`, `'2020-01-01 02:00:00+02'::timestamptz`, `?'2020-01-01'`},
		{`'2020-01-02 00:00:00+00'`},
		{`'infinity'`},
		{`'-infinity'`},
		{`~now() + interval '1 day'`, `~now() + '1 day'::interval`, `~(CURRENT_TIMESTAMP + '1 day')`},
		{`~now() + interval '2 days'`},
		{`~now() - interval '1 day'`},
		{`~date_trunc('day', now())`},
		{`~CURRENT_TIMESTAMP(3)`, `~now()::timestamptz(3)`},
	}},
	{schema.Type{Name: "timestamp"}, []meaning{
		{`now()`, `CURRENT_TIMESTAMP`, `LOCALTIMESTAMP`, `now()::timestamp`, `'now'::text::timestamp`},
		{`~now() at time zone 'utc'`, `~timezone('utc', now())`, `~(CURRENT_TIMESTAMP AT TIME ZONE 'utc'::text)`},
		{`'2020-01-01'`, `'2020-01-01 00:00'`, `'2020-01-01 00:00:00'::timestamp without time zone`, `timestamp '2020-01-01'`, `'2020-01-01T00:00:00Z'`},
		{`'2020-06-01'`},
		{`'epoch'`, `'1970-01-01'`},
	}},
	{schema.Type{Name: "timestamp", Args: "3"}, []meaning{
		{`now()`, `CURRENT_TIMESTAMP`, `LOCALTIMESTAMP(3)`},
	}},
	{schema.Type{Name: "date"}, []meaning{
		{`CURRENT_DATE`, `current_date`, `now()::date`, `now()`, `('now'::text)::date`, `'today'::text::date`},
		{`~'tomorrow'::text::date`},
		{`'2020-01-01'`, `date '2020-01-01'`, `?'Jan 1, 2020'`, `?'20200101'`},
		{`'2020-01-02'`},
	}},
	{schema.Type{Name: "time"}, []meaning{
		{`'12:00'`, `'12:00:00'::time`, `?'12:00 PM'`}, {`'13:00'`}, {`LOCALTIME`, `localtime`},
	}},
	{schema.Type{Name: "interval"}, []meaning{
		{`'1 day'`, `interval '1 day'`, `'1 days'::interval`, `'1 d'`, `?'P1D'`},
		{`'24 hours'`, `'24:00:00'`, `interval '24:00'`},
		{`'30 days'`},
		{`'1 month'`, `'1 mon'`},
		{`'1 year 2 mons'`, `'14 months'`},
		{`'1 hour 30 minutes'`, `'01:30:00'`, `'90 min'`},
	}},
	{schema.Type{Name: "jsonb"}, []meaning{
		{`'{}'`, `'{}'::jsonb`, `' { } '`, `'{}'::json::jsonb`},
		{`'[]'`, `'[]'::jsonb`},
		{`'{"b": 1, "a": [1, 2]}'`, `'{"a":[1,2],"b":1}'`, `'{"a":[1,2],"b":2,"b":1.0}'::jsonb`},
		{`'{"a": [2, 1], "b": 1}'`},
		{`'null'`},
		{`~jsonb_build_object('a', 1)`, `~jsonb_build_object('a'::text, 1)`},
	}},
	{schema.Type{Name: "json"}, []meaning{
		{`'{}'`, `'{ }'::json`}, {`'{"a": 1}'`, `'{"a":1}'`},
	}},
	{schema.Type{Name: "uuid"}, []meaning{
		{`gen_random_uuid()`, `pg_catalog.gen_random_uuid()`, `GEN_RANDOM_UUID()`, `gen_random_uuid()::uuid`},
		{`'00000000-0000-0000-0000-00000000000A'`, `'0000000000000000000000000000000a'::uuid`, `'{00000000-0000-0000-0000-00000000000a}'`},
		{`'00000000-0000-0000-0000-00000000000b'`},
	}},
	{schema.Type{Name: "bytea"}, []meaning{{`'\x00FF'`, `'\x00ff'::bytea`, `?'\000\377'`}, {`'abc'`, `'\x616263'`}, {`''`}}},
	{schema.Type{Name: "inet"}, []meaning{{`'10.0.0.1'`, `'10.0.0.1/32'::inet`}, {`'10.0.0.1/8'`}, {`'::1'`, `'0:0:0:0:0:0:0:1'`}}},
	{schema.Type{Name: "bit", Args: "3"}, []meaning{{`B'101'`, `'101'`, `b'101'::bit(3)`}, {`'111'`}}},
	{schema.Type{Name: "text", Array: true}, []meaning{
		{`'{}'`, `ARRAY[]::text[]`, `'{}'::text[]`, `array[]::varchar[]`, `'{}'::character varying[]`},
		{`'{a,b}'`, `ARRAY['a','b']`, `array['a'::text, 'b']`, `'{"a", b}'::text[]`, `array['a','b']::varchar[]`},
		{`'{b,a}'`},
		{`'{a}'`},
		{`'{"a b",NULL}'`, `array['a b', null]`},
	}},
	{schema.Type{Name: "int4", Array: true}, []meaning{
		{`'{}'`, `ARRAY[]::int[]`}, {`'{1,2}'`, `ARRAY[1,2]`, `array[1, 2]::integer[]`}, {`'{1,3}'`}, {`'{{1,2},{3,4}}'`, `array[[1,2],[3,4]]`},
	}},
	{schema.Type{Schema: "app", Name: "mood"}, []meaning{{`'sad'`, `'sad'::app.mood`}, {`'ok'`}}},
	{schema.Type{Schema: "app", Name: "email"}, []meaning{{`'a@b'`, `'a@b'::text`, `'a@b'::app.email`}, {`?'c@d'`}}},
	{schema.Type{Schema: "app", Name: "mood", Array: true}, []meaning{{`'{}'`, `'{}'::app.mood[]`, `array[]::app.mood[]`}, {`'{sad}'`, `array['sad'::app.mood]`}}},
	{schema.Type{Name: "int4range"}, []meaning{{`'[1,2)'`, `?'[1,1]'`, `?int4range(1,2)`}}},
	{schema.Type{Name: "point"}, []meaning{{`'(1,2)'`, `?'1,2'`}}},
	{schema.Type{Name: "money"}, []meaning{{`?'1'`, `?1`}}},
}

func TestDefaultsAsPostgreSQLPrintsThem(t *testing.T) {
	conn := connect(t, spellingSetup)
	for i, d := range defaults {
		var ddl []string
		each(d.meanings, func(m, s int, source string) {
			c := fmt.Sprintf("c%d_%d %s", m, s, d.typ)
			if source != "" {
				c += " default (" + source + "\n)"
			}
			ddl = append(ddl, c)
		})
		table := fmt.Sprintf("app.d%d", i)
		exec(t, conn, "create table "+table+" ("+strings.Join(ddl, "\n, ")+"\n)")
		live := printed(t, conn, `
			select a.attname, coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid), '')
			from pg_catalog.pg_attribute a left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
			where a.attnum > 0 and a.attrelid = $1::pg_catalog.text::pg_catalog.regclass`, table)
		compareMeanings(t, d.typ.String(), d.meanings, live, true, func(declared, live string) equal.Verdict {
			if a, b := equal.Default(declared, live, d.typ), equal.Default(live, declared, d.typ); a != b {
				t.Errorf("%s: %s and %s: %v from one side, %v from the other", d.typ, declared, live, a, b)
			}
			return equal.Default(declared, live, d.typ)
		})
	}
}

func connect(t *testing.T, setup string) *pgx.Conn {
	t.Helper()
	conn, err := scratchtest.Database(t, setup).Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(t.Context()) })
	exec(t, conn, "set search_path = ''")
	exec(t, conn, "set timezone = 'UTC'")
	return conn
}

func exec(t *testing.T, conn *pgx.Conn, sql string) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatalf("%s\n%v", sql, err)
	}
}

func printed(t *testing.T, conn *pgx.Conn, sql string, args ...any) map[string]string {
	t.Helper()
	rows, err := conn.Query(t.Context(), sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	live := map[string]string{}
	var name, expr string
	if _, err := pgx.ForEachRow(rows, []any{&name, &expr}, func() error {
		live[name] = expr
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return live
}

func each(meanings []meaning, visit func(m, s int, source string)) {
	for m, spellings := range meanings {
		for s, source := range spellings {
			visit(m, s, strings.TrimLeft(source, "?~"))
		}
	}
}

// compareMeanings compares every source with every text that the server prints:
// all of one meaning agree, and never do two of different meanings. Where that
// can be decided, those differ.
func compareMeanings(t *testing.T, what string, meanings []meaning, live map[string]string, decided bool, compare func(declared, live string) equal.Verdict) {
	t.Helper()
	each(meanings, func(m, s int, source string) {
		each(meanings, func(m2, s2 int, _ string) {
			text, found := live[fmt.Sprintf("c%d_%d", m2, s2)]
			if !found {
				t.Fatalf("%s: nothing printed for %s", what, meanings[m2][s2])
			}
			got := compare(source, text)
			vague := strings.HasPrefix(meanings[m][s], "?") || strings.HasPrefix(meanings[m2][s2], "?")
			want := equal.Agree
			if m != m2 {
				want = equal.Differ
				vague = vague || !decided || strings.HasPrefix(meanings[m][s], "~") || strings.HasPrefix(meanings[m2][s2], "~")
			}
			if got != want && (got != equal.Unsure || !vague) {
				t.Errorf("%s: %s and %q (from %s): %v, want %v", what, source, text, meanings[m2][s2], got, want)
			}
		})
	})
}
