package equal_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/diff/equal"
)

// conditions are checks of one table; no two mean the same.
var conditions = []meaning{
	{`status in ('a', 'b')`, `status in ('b', 'a', 'a')`, `status = any (array['a', 'b'])`, `status = 'a' or status = 'b'`, `not (status not in ('a','b'))`, `status = any ('{a,b}')`},
	{`status in ('a', 'c')`},
	{`status in ('a')`, `status = 'a'`, `'a' = status`, `(("status" = 'a'))`},
	{`status not in ('a', 'b')`, `status <> all (array['a','b'])`, `not status in ('a','b')`, `status != 'a' and status <> 'b'`},
	{`label in ('a', 'b')`},
	{`code in ('abc', 'xyz')`},
	{`feeling in ('sad', 'ok')`, `feeling = any (array['sad', 'ok']::app.mood[])`},
	{`feeling = 'sad'`, `feeling = 'sad'::app.mood`},
	{`n > 0`, `(n > 0)`, `0 < n`, `n>0`, `not n <= 0`, `((n)) > +0`},
	{`n >= 0`},
	{`n > 1`},
	{`~n > 0 and n is not null`},
	{`n between 1 and 5`, `n >= 1 and n <= 5`, `(n <= 5) AND (1 <= n)`, `not n not between 1 and 5`},
	{`n between 1 and 6`},
	{`n not between 1 and 5`, `n < 1 or n > 5`},
	{`n between symmetric 5 and 1`, `n >= 5 and n <= 1 or n >= 1 and n <= 5`},
	{`big > 0`, `big > 0::bigint`},
	{`big > 5000000000`},
	{`small > 0`, `small > 0::smallint`},
	{`price > 0`, `price > 0.0`, `price > 0::numeric`, `price > '0'`},
	{`price * 2 > n`, `n < price * 2`, `(price * (2)::numeric) > n::numeric`},
	{`~n / 2 > 1`},
	{`~n / 2.0 > 1`},
	{`~n::numeric / 2 > 1`},
	{`~price / 2 > 1`},
	{`ratio >= 0 and ratio <= 1`, `ratio between 0 and 1`, `ratio between 0.0 and 1.0`},
	{`ratio > 0.5`, `ratio > 0.50`},
	{`email like '%@%'`, `email ~~ '%@%'`, `email like '%@%'::text`},
	{`email not like '%@%'`, `email !~~ '%@%'`, `not (email like '%@%')`},
	{`email ilike '%@%'`, `email ~~* '%@%'`},
	{`email ~ '^[^@]+@[^@]+$'`, `email ~ E'^[^@]+@[^@]+$'`},
	{`email ~* '^a'`},
	{`email !~ '^a'`},
	{`email like '%!@%' escape '!'`},
	{`email similar to '(a|b)%'`},
	{`char_length(email) > 3`, `length(email) > 3`, `character_length(email) > 3`},
	{`length(status) > 3`},
	{`lower(email) = email`, `email = lower(email)`},
	{`lower(status) = status`, `lower(status::text) = status`},
	{`trim(email) <> ''`, `btrim(email) <> ''`, `trim(both from email) != ''`},
	{`ltrim(email) <> ''`, `trim(leading from email) <> ''`},
	{`btrim(status) <> ''`},
	{`position('@' in email) > 1`},
	{`substring(email from 1 for 1) = 'a'`, `substring(email, 1, 1) = 'a'`, `substr(email, 1, 1) = 'a'`},
	{`left(email, 1) = 'a'`},
	{`n is null`, `n isnull`, `(n IS NULL)`},
	{`n is not null`, `n notnull`, `not (n is null)`},
	{`(n is null) = (big is null)`, `(big is null) = (n is null)`},
	{`num_nonnulls(n, big) = 1`},
	{`n is distinct from small`, `small is distinct from n`},
	{`n is not distinct from small`, `not n is distinct from small`},
	{`flag`, `flag = true`, `true = flag`},
	{`not flag`, `flag = false`, `flag <> true`},
	{`flag is true`},
	{`flag is not true`, `not (flag is true)`},
	{`true`},
	{`started < ended`, `ended > started`},
	{`started <= ended`, `ended >= started`, `not ended < started`},
	{`ended is null or ended > started`, `started < ended or ended is null`},
	{`day > '2020-01-01'`, `day > date '2020-01-01'`, `'2020-01-01'::date < day`},
	{`started > '2020-01-01 00:00:00+00'`, `?started > '2020-01-01'`},
	{`extract(year from day) > 2000`, `EXTRACT(year FROM day) > 2000`, `extract('year' from day) > 2000::numeric`},
	{`date_trunc('month', started) = started`},
	{`ended - started < interval '1 day'`, `(ended - started) < '1 day'::interval`},
	{`ended - started < interval '24 hours'`},
	{`started at time zone 'utc' < '2030-01-01'`, `timezone('utc', started) < '2030-01-01 00:00:00'`},
	{`jsonb_typeof(doc) = 'object'`},
	{`doc ? 'a'`},
	{`doc ->> 'a' = 'x'`, `(doc ->> 'a'::text) = 'x'::text`},
	{`doc #>> '{a,b}' is not null`, `(doc #>> array['a','b']) is not null`},
	{`doc @> '{"a": 1}'`, `doc @> '{"a":1}'::jsonb`},
	{`tags @> array['a']`, `tags @> array['a']::text[]`, `tags @> '{a}'`},
	{`array_length(tags, 1) <= 5`},
	{`cardinality(tags) between 1 and 5`},
	{`'a' = any (tags)`},
	{`tags[1] = 'a'`},
	{`tags[1:2] = array['a','b']`},
	{`coalesce(n, 0) > 0`},
	{`coalesce(status, '') <> ''`},
	{`nullif(n, 0) is not null`},
	{`greatest(n, small) < 10`},
	{`case when flag then n > 0 else true end`},
	{`case n when 1 then flag when 2 then not flag end`},
	{`n::text ~ '^\d+$'`, `cast(n as text) ~ '^\d+$'`},
	{`n + small * 2 - 1 > 0`, `((n + (small * 2)) - 1) > 0`},
	{`(n + small) * 2 - 1 > 0`},
	{`n - (small - 1) > 0`},
	{`n - small - 1 > 0`},
	{`-n < 0`, `(- n) < 0`},
	{`n % 2 = 0`},
	{`n & 1 = 1`, `(n & 1) = 1`},
	{`@ n < 5`},
	{`abs(n) < 5`},
	{`n ^ 2 < 5`},
	{`(flag or n > 0) and (not flag or n < 0)`, `(n > 0 or flag) and (n < 0 or not flag)`, `not (not flag and n <= 0) and (not flag or n < 0)`},
	{`flag or n > 0 and n < 9`, `flag or (n > 0 and n < 9)`},
	{`(flag or n > 0) and n < 9`},
	{`id <> '00000000-0000-0000-0000-000000000000'`, `id <> '00000000-0000-0000-0000-000000000000'::uuid`},
	{`addr << inet '10.0.0.0/8'`, `addr << '10.0.0.0/8'`},
	{`r @> 5`},
	{`lower(r) > 0`},
	{`email collate "C" > 'a'`},
	{`email > 'a'`, `email collate "default" > 'a'`},
	{`app.make_id() <> email`},
	{`row(n, small) < row(1, 2)`, `(n, small) < (1, 2)`},
	{`"Odd" > 0`},
	{`"select" > 0`},
	{`octet_length(raw) < 10`},
	{`status || email <> 'x'`, `(status::text || email) <> 'x'`},
	{`email || n <> 'x'`},
	{`data.n > 5`},
	{`xmin_n in (1, 2, 3)`, `xmin_n = 1 or xmin_n = 2 or xmin_n = 3`},
	{`moods <@ array['sad','ok']::app.mood[]`},
	{`email !~* '^(a|b)$'`},
	{`n = -1`, `n = '-1'`, `n = (-1)`},
	{`n in (-1, 1)`},
	{`price in (1, 2.5)`, `price = 1 or price = 2.50`},
	{`day - 1 < current_date`},
	{`started < now()`, `started < current_timestamp`},
}

func TestConditionsAsPostgreSQLPrintsThem(t *testing.T) {
	conn := connect(t, spellingSetup)
	var ddl []string
	each(conditions, func(m, s int, source string) {
		ddl = append(ddl, fmt.Sprintf("constraint c%d_%d check (%s\n)", m, s, source))
	})
	exec(t, conn, `create table app.data (n int, small smallint, big bigint, price numeric(10, 2), ratio float8,
		flag bool, status varchar(20), label app.email, code char(3), email text, feeling app.mood, moods app.mood[],
		day date, started timestamptz, ended timestamptz, doc jsonb, tags text[], id uuid, addr inet, r int4range,
		"Odd" int, "select" int, raw bytea, xmin_n int8,
		`+strings.Join(ddl, ",\n")+")")
	live := printed(t, conn, `
		select conname, pg_catalog.pg_get_expr(conbin, conrelid) from pg_catalog.pg_constraint
		where conrelid = 'app.data'::pg_catalog.regclass`)
	compareMeanings(t, "check", conditions, live, false, func(declared, live string) equal.Verdict {
		v := equal.Expr(declared, live)
		if back := equal.Expr(live, declared); back != v {
			t.Errorf("%s and %s: %v from one side, %v from the other", declared, live, v, back)
		}
		return v
	})
}
