package ddl

import "testing"

func TestQuoting(t *testing.T) {
	for _, c := range []struct{ have, want string }{
		{ident("users"), "users"},
		{ident("select"), `"select"`},
		{ident("json_table"), `"json_table"`},
		{ident(`a"b`), `"a""b"`},
		{ident(""), `""`},
		{literal("it's"), "'it''s'"},
		{literal(`a\b'`), `E'a\\b'''`},
		{dollar("select 1"), "$$select 1$$"},
		{dollar("$$"), "$body$$$$body$"},
		{dollar("a$"), "$body$a$$body$"},
		{dollar("$body$ $$"), "$body1$$body$ $$$body1$"},
		{options("fillfactor=70, toast.autovacuum_enabled=false"), "(fillfactor='70', toast.autovacuum_enabled='false')"},
		{options("a=x, y, b=it's"), "(a='x, y', b='it''s')"},
		{options(""), ""},
		{
			respell("(x = ANY ((ARRAY['a'::character varying, 'b, ]'::character varying])::text[]))"),
			"(x = ANY ((ARRAY['a'::character varying, 'b, ]'::character varying]::character varying[])::text[]))",
		},
		{respell("'(ARRAY[''a''::x])::text[]'"), "'(ARRAY[''a''::x])::text[]'"},
		{respell("(ARRAY[a, b])::text[]"), "(ARRAY[a, b])::text[]"},
		{settingValue("search_path", `f, "odd, ""x""", ""`), `'f', 'odd, "x"', ''`},
		{settingValue("work_mem", "4MB"), "'4MB'"},
	} {
		if c.have != c.want {
			t.Errorf("want %s, have %s", c.want, c.have)
		}
	}
}
