package equal_test

import (
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func TestExprDecidesWhatItCan(t *testing.T) {
	for _, c := range []struct {
		declared, live string
		want           equal.Verdict
	}{
		{"", "", equal.Agree},
		{"", "deleted_at is null", equal.Differ},
		{"n > 0", "n > 1", equal.Differ},
		{"n > 0", "n >= 0", equal.Unsure},
		{"n > 0", "m > 0", equal.Unsure},
		{"n > 0", "(n > (0)::numeric)", equal.Agree},
		{"status in ('a', 'b')", "status in ('a', 'b', 'c')", equal.Differ},
		{"status in ('a', 'b')", "status = any (array['b'::text, 'a'::text])", equal.Agree},
		{"status = 'a'", "status = 'A'", equal.Differ},
		{"n between 1 and 5", "n between 1 and 6", equal.Differ},
		{"n <= 5 and n = 3", "n <= 6 and n = 3", equal.Unsure},
		{"day > '2020-01-01'", "day > '2020-01-02'::date", equal.Differ},
		{"at > '2020-01-01'", "at > '2020-01-01 00:00:00+00'::timestamp with time zone", equal.Unsure},
		{"x::int / 2 > 1", "x / 2 > 1", equal.Unsure},
		{"(x)::numeric / (y)::numeric > 1", "x / y > 1", equal.Unsure},
		{"n in (select 1)", "n in (select 1)", equal.Agree},
		{"n in (select 1)", "n in (select  1 /* one */)", equal.Agree},
		{"n in (select 1)", "n in (select 2)", equal.Unsure},
		{"'open", "'open", equal.Agree},
		{"'open", "open'", equal.Unsure},
		{"f(x)", "public.f(x)", equal.Agree},
		{"app.f(x)", "public.f(x)", equal.Unsure},
		{"x operator(pg_catalog.+) 1 > 2", "x + 1 > 2", equal.Agree},
		{"x operator(public.<->) y > 2", "x <-> y > 2", equal.Agree},
		{"mood = 'sad'", "mood = 'sad'::app.mood", equal.Agree},
		{"mood = 'sad'", "mood = 'ok'::app.mood", equal.Differ},
		{"path ~ 'a.*'", "path ~ 'a.b'::public.lquery", equal.Unsure},
		{"Name = 'x'", `"Name" = 'x'`, equal.Unsure},
		{"x = $1", "x = $2", equal.Unsure},
		{"x > 1 /* not /* yet */ > 2 */", "x > 1 -- and no more", equal.Agree},
		{"x > 1 /* not /* yet */ > 2 */", "x > 1 > 2", equal.Unsure},
		{"f(x::date)", "f(x::timestamp)", equal.Unsure},
		{"x = '5'::text", "x = '5'::uuid", equal.Unsure},
		{"now()", "(now())::date", equal.Unsure},
	} {
		if got := equal.Expr(c.declared, c.live); got != c.want {
			t.Errorf("%s and %s: %v, want %v", c.declared, c.live, got, c.want)
		}
	}
}

func TestDefaultOfSerialIsItsSequence(t *testing.T) {
	for _, c := range []struct {
		declared, live string
		typ            schema.Type
		want           equal.Verdict
	}{
		{"", "nextval('public.users_id_seq'::regclass)", schema.Type{Name: "bigserial"}, equal.Agree},
		{"", "nextval('public.users_id_seq'::regclass)", schema.Type{Name: "int8"}, equal.Differ},
		{"", "0", schema.Type{Name: "serial"}, equal.Differ},
		{"nextval('users_id_seq')", "nextval('public.users_id_seq'::regclass)", schema.Type{Name: "int8"}, equal.Agree},
		{"nextval('users_id_seq')", "nextval('public.users_id_seq1'::regclass)", schema.Type{Name: "int8"}, equal.Differ},
	} {
		if got := equal.Default(c.declared, c.live, c.typ); got != c.want {
			t.Errorf("%s and %s of %s: %v, want %v", c.declared, c.live, c.typ, got, c.want)
		}
	}
}

func TestDefaultWithoutType(t *testing.T) {
	for _, c := range []struct {
		declared, live string
		want           equal.Verdict
	}{
		{"0", "'0'::integer", equal.Agree},
		{"0", "'0'", equal.Agree},
		{"'a'", "'a'::character varying", equal.Agree},
		{"'a'", "'b'::character varying", equal.Differ},
		{"true", "'t'", equal.Agree},
		{"true", "false", equal.Differ},
		{"'{}'", "'{}'::jsonb", equal.Agree},
		{"'{}'", "'{}'::text[]", equal.Agree},
		{"now()", "CURRENT_TIMESTAMP", equal.Agree},
		{"now()", "'2020-01-01'", equal.Differ},
		{"uuid_generate_v4()", "gen_random_uuid()", equal.Differ},
		{"uuid_generate_v4()", "public.uuid_generate_v4()", equal.Agree},
		{"null", "", equal.Agree},
		{"null::text", "NULL::character varying", equal.Agree},
		{"", "''", equal.Differ},
		{"1", "true", equal.Unsure},
		{"now()", "now()::date", equal.Unsure},
		{`'{"n": 12345678901234567890}'::jsonb`, `'{"n": 12345678901234567891}'::jsonb`, equal.Differ},
	} {
		if got := equal.Default(c.declared, c.live, schema.Type{}); got != c.want {
			t.Errorf("%s and %s: %v, want %v", c.declared, c.live, got, c.want)
		}
	}
}

func TestLongExpressionsAreComparedWordForWord(t *testing.T) {
	long := strings.Repeat("(", 100_000) + "x" + strings.Repeat(")", 100_000)
	if got := equal.Expr(long, " "+long+" "); got != equal.Agree {
		t.Errorf("an expression and itself: %v", got)
	}
	if got := equal.Expr(long, "x"); got != equal.Unsure {
		t.Errorf("an expression too long to read: %v", got)
	}
	deep := strings.Repeat("(", 1000) + "x" + strings.Repeat(")", 1000)
	if got := equal.Expr(deep, "x"); got != equal.Unsure {
		t.Errorf("an expression too deep to read: %v", got)
	}
}
