package equal

import (
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func TestNormalForm(t *testing.T) {
	for src, want := range map[string]string{
		"status in ('a','b')": `(("status" = 'a') or ("status" = 'b'))`,
		"((status)::text = ANY ((ARRAY['a'::character varying])::text[]))": `("status" = 'a'::text)`,
		"CURRENT_TIMESTAMP(3)":                `("now"())::timestamptz(3)`,
		"x not like 'a' escape '!'":           `("x" !~~ "like_escape"('a', '!'))`,
		"- 2 ^ 2":                             `((-2) ^ 2)`,
		"not a or b and c":                    `(("b" and "c") or (not "a"))`,
		"1 + 2 * 3 - 4":                       `((1 + (2 * 3)) - 4)`,
		"a || b ->> 'c' = 'd'":                `((("a" || "b") ->> 'c') = 'd')`,
		"x::char":                             `("x")::bpchar(1)`,
		`x::"char"`:                           `("x")::"char"`,
		"x::timestamp(3) without time zone[]": `("x")::timestamp(3)[]`,
		"cast(x as double precision array)":   `("x")::float8[]`,
		"interval '1 day' > x":                `("x" < '0 mons 1 days 00:00:00'::interval)`,
		"x::interval day to second(3)":        `("x")::interval day to second(3)`,
		"f(a => 1, variadic b)":               `"f"("a" => 1, variadic "b")`,
		"(r).x[1:2] = '{1,2}'":                `((("r")."x")[1:2] = '{1,2}')`,
		"count(*) > 1":                        `("count"(*) > 1)`,
		"overlay(x placing 'a' from 1 for 2)": `"overlay"("x", 'a', 1, 2)`,
		"case a when 1 then 2 else null end":  `case "a" when 1 then 2 end`,
		"a is not distinct from b":            `("a" is not distinct from "b")`,
		"x = all (y)":                         `("x" = all ("y"))`,
		"U&'x'":                               "",
		"(select 1)":                          "",
		"a b":                                 "",
	} {
		n, err := read(src)
		got := ""
		if err == nil {
			got = n.String()
		}
		if got != want {
			t.Errorf("%s\nwant %s\nhave %s (%v)", src, want, got, err)
		}
	}
}

var seeds = []string{
	"", "null", "'it''s'::text", "E'\\x41\\u00e9\\101'", "$a$b$a$", "B'101'", "x'1F'", "1e-400", "0x1F", "1_000.5e3",
	"((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
	"not (a between 1 and 2) or b not in (1, '2', null)", "now() at time zone 'utc' + '1 day'", "(r).x[1:2] = '{1,{2}}'::int[]",
	"case when a then b else c end", "trim(both 'x' from y)", "extract(year from d)", "row(1, 2) < (a, b)", "a <@ b -> -1",
	"'{\"b\": [1.0, 2e3], \"a\": null}'::jsonb", "'1 year -2 days 03:04:05.6'::interval", "'2020-01-01 00:00:00+02'::timestamptz",
	`"a""b".c collate "C" > -+-1`, "nextval('\"A\".b'::regclass)", "a operator(pg_catalog.||) b", "x -- y\n/* /* z */ */", "x::numeric(10,-2)::char varying(3)[]",
	"not not a is not distinct from b is true", "'x'::\"a\".\"b\"(1,2)[]", "- - 2", "array[[1,2],[3,4]]", "f(a => 1, variadic b)",
}

// Whatever the text: nothing panics, the normal form is its own normal form,
// and a comparison does not depend on which side is which.
func FuzzExpressions(f *testing.F) {
	for i, s := range seeds {
		f.Add(s, seeds[(i+1)%len(seeds)], "jsonb")
		f.Add(s, "("+s+")", "text")
	}
	f.Fuzz(func(t *testing.T, a, b, typ string) {
		for _, s := range []string{a, b} {
			n, err := read(s)
			if err != nil {
				continue
			}
			spelt := n.String()
			again, err := read(spelt)
			if err != nil && (strings.Count(spelt, "(") >= nesting || len(spelt) > longestExpr) {
				continue // the parentheses of the one form go deeper than what is read
			}
			if err != nil {
				t.Fatalf("%q is normally %q, which is not read: %v", s, spelt, err)
			}
			if again.String() != spelt {
				t.Fatalf("%q is normally %q, and that %q", s, spelt, again)
			}
			if !same(n, again) {
				t.Fatalf("%q is not the same as itself", spelt)
			}
		}
		column := schema.Type{Name: typ}
		if v := Expr(a, a); v != Agree {
			t.Fatalf("%q and itself: %v", a, v)
		}
		if v := Default(a, a, column); v != Agree {
			t.Fatalf("%q and itself as defaults of %q: %v", a, typ, v)
		}
		if x, y := Expr(a, b), Expr(b, a); x != y {
			t.Fatalf("%q and %q: %v and %v", a, b, x, y)
		}
		if x, y := Default(a, b, column), Default(b, a, column); x != y {
			t.Fatalf("%q and %q as defaults of %q: %v and %v", a, b, typ, x, y)
		}
	})
}
