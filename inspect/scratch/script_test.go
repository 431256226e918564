package scratch

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func cut(sql string) (statements []string, err error) {
	s := &script{sql: sql}
	for {
		st, ok, err := s.next(true)
		if err != nil || !ok {
			return statements, err
		}
		statements = append(statements, st.sql)
	}
}

func TestScriptIsCutAsPsqlCutsIt(t *testing.T) {
	for _, test := range []struct {
		sql  string
		want []string
	}{
		{"", nil},
		{" ; ;; -- a;\n /* b; */ ;", nil},
		{"a;b", []string{"a", "b"}},
		{"a -- x;\n, b; c", []string{"a -- x;\n, b", "c"}},
		{"a /* ; /* ; */ ; */ b; c", []string{"a /* ; /* ; */ ; */ b", "c"}},
		{"';' || ';;''' || \"a;\"\"b;\"; c", []string{"';' || ';;''' || \"a;\"\"b;\"", "c"}},
		{`'\'; 'b;'`, []string{`'\'`, `'b;'`}},
		{`e'\';' || E'\\'; c`, []string{`e'\';' || E'\\'`, "c"}},
		{"$$;$$; $a$;$$;$a$; $1; a$b$c; $é$;$é$", []string{"$$;$$", "$a$;$$;$a$", "$1", "a$b$c", "$é$;$é$"}},
		{"create rule r as on insert to t do (a; b); c", []string{"create rule r as on insert to t do (a; b)", "c"}},
		{
			"create function f() begin atomic; select case when a then b end; end; c",
			[]string{"create function f() begin atomic; select case when a then b end; end", "c"},
		},
		{
			"CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC a; END; begin; end; c",
			[]string{"CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC a; END", "begin", "end", "c"},
		},
		{"create table t (\"begin\" int); a", []string{"create table t (\"begin\" int)", "a"}},
		{"copy t from stdin; junk\n1;\n\\.\na", []string{"copy t from stdin", "a"}},
		{"copy t (a) from stdin with (format csv);\n';\n", []string{"copy t (a) from stdin with (format csv)"}},
		{"\\set ON_ERROR_STOP 1\na", []string{"a"}},
		{"\\restrict abc\na;\n\\unrestrict abc\n", []string{"a"}},
		{"a;\r\nb;\r\n", []string{"a", "b"}},
		{"1e'x;'; b", []string{"1e'x;'", "b"}},
	} {
		have, err := cut(test.sql)
		if err != nil {
			t.Errorf("%q: %v", test.sql, err)
		}
		if diff := cmp.Diff(test.want, have); diff != "" {
			t.Errorf("%q: %s", test.sql, diff)
		}
	}
}

func TestBackslashesEscapeWhereTheServerSaysSo(t *testing.T) {
	s := &script{sql: `'\';'; b`}
	st, _, err := s.next(false)
	if want := `'\';'`; err != nil || st.sql != want {
		t.Errorf("want %s, have %s, %v", want, st.sql, err)
	}
}

func TestCopiedDataEndWithTheirMark(t *testing.T) {
	for sql, want := range map[string]string{
		"copy t from stdin;\n1\n2\n\\.\nselect 1":      "1\n2\n",
		"copy t from stdin;\r\n1\r\n\\.\r\nselect 1":   "1\r\n",
		"copy t from stdin;\n1\n\\.x\n":                "1\n\\.x\n",
		"copy t from stdin;\n\\.":                      "",
		"copy t from stdin":                            "",
		"copy t from stdin where a = ';' ;\nrow;\n\\.": "row;\n",
	} {
		st, _, err := (&script{sql: sql}).next(true)
		if err != nil || st.copied != want {
			t.Errorf("%q: want %q, have %q, %v", sql, want, st.copied, err)
		}
	}
}

func TestRolesOfScript(t *testing.T) {
	for sql, want := range map[string]string{
		"create role a; create user \"B c\" login; create group d":  "B c a d",
		"create user mapping for e server s":                        "",
		"do $$ begin create role f; end $$":                         "f",
		"grant select, insert on table t to g, h with grant option": "g h",
		"revoke all on schema s from group i, public cascade":       "i",
		"grant j, k to l": "j k l",
		"alter default privileges for role m, n grant select on tables to o":     "m n o",
		"create policy p on t to q, current_user using (x in (select y from z))": "q",
		"create schema authorization r":                                          "r",
		"select 'create role s', \"create role t\"":                              "",
		"grant pg_read_all_data to pg_monitor":                                   "",
		"alter table t owner to u":                                               "",
		"create table authorization_x (to_y int)":                                "",
		"copy t from stdin;\ncreate role v;\n\\.\n":                              "",
		"grant all on t to":                                                      "",
	} {
		if have := strings.Join(rolesIn(sql), " "); have != want {
			t.Errorf("%s: want %q, have %q", sql, want, have)
		}
	}
}

// Cutting never fails, never stands still and loses nothing but what lies
// between statements.
func FuzzScript(f *testing.F) {
	for _, seed := range []string{"a;b", "$$;$$", "e'\\';'", "/*/**/", "copy t from stdin;\n\\.\n", "\\restrict\n", "\"", "create function f() begin;end", "$é$é", "\xff;"} {
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, sql string, standard bool) {
		s := &script{sql: sql}
		end := 0
		for {
			st, ok, err := s.next(standard)
			if err != nil || !ok {
				break
			}
			if st.sql == "" || st.offset < end || sql[st.offset:st.offset+len(st.sql)] != st.sql {
				t.Fatalf("statement %q at %d after %d", st.sql, st.offset, end)
			}
			end = st.offset + len(st.sql)
			if s.at < end {
				t.Fatalf("the script is at %d before the end %d", s.at, end)
			}
			place := s.errorAt(st.offset, nil)
			if place.Line < 1 || place.Column < 1 {
				t.Fatalf("statement at %d:%d", place.Line, place.Column)
			}
		}
		for _, role := range rolesIn(sql) {
			if role == "" || strings.HasPrefix(role, "pg_") {
				t.Fatalf("role %q", role)
			}
		}
		if !slices.IsSorted(rolesIn(sql)) {
			t.Fatal("roles are not sorted")
		}
	})
}
