package equal_test

import (
	"testing"

	"github.com/synapscale/synapcheck/diff/equal"
)

func TestQueriesThatOnlyPrintOtherwise(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"SELECT t.a, t.b FROM s.t WHERE (t.a > 1)", "SELECT a, b FROM s.t WHERE (a > 1)", true},
		{"SELECT a FROM s.t", "SELECT t.a FROM s.t", true},
		{"SELECT x.a FROM s.t x", "SELECT a FROM s.t x", true},
		{`SELECT "T".a FROM s."T"`, `SELECT a FROM s."T"`, true},
		{"SELECT g.g FROM generate_series(1, 2) g(g)", "SELECT g FROM generate_series(1, 2) g(g)", true},
		{"SELECT q.a FROM ( SELECT u.a FROM u) q", "SELECT a FROM ( SELECT u.a FROM u) q", true},
		{"SELECT t.a FROM t TABLESAMPLE system (99)", "SELECT a FROM t TABLESAMPLE system (99)", true},
		{"SELECT t.a FROM s.t", "SELECT b FROM s.t", false},
		{"SELECT t.a FROM s.t", "SELECT t.b FROM s.t", false},
		{"SELECT u.a FROM s.t", "SELECT a FROM s.t", false},
		{"SELECT t.a FROM t, u", "SELECT a FROM t, u", false},
		{"SELECT t.a FROM (t JOIN u USING (a))", "SELECT a FROM (t JOIN u USING (a))", false},
		{"SELECT t.a FROM t LIMIT 1", "SELECT a FROM t LIMIT 2", false},
		{
			"SELECT t.a FROM t WHERE ((t.b)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]))",
			"SELECT t.a FROM t WHERE ((t.b)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text]))", true,
		},
		{
			"SELECT (ARRAY[f(1, 2), 3])::bigint[] AS a",
			"SELECT ARRAY[(f(1, 2))::bigint, (3)::bigint] AS a", true,
		},
		{
			"SELECT (ARRAY['x'::character varying])::text[] AS a",
			"SELECT ARRAY[('y'::character varying)::text] AS a", false,
		},
		{
			"SELECT 1 AS a UNION ALL SELECT NULL::integer AS int4",
			"SELECT 1 AS a UNION ALL SELECT NULL::integer", true,
		},
		{"SELECT 1 AS a UNION SELECT 2", "SELECT 1 AS b UNION SELECT 2", false},
		{"SELECT '", "SELECT 1", false},
	} {
		if got := equal.Queries(c.a, c.b); got != c.same {
			t.Errorf("%s\n%s\nwant %v, have %v", c.a, c.b, c.same, got)
		}
	}
}
