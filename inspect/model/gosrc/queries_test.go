package gosrc

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestComputedNamesAreThoseThatQueriesGive(t *testing.T) {
	for sql, want := range map[string]map[string]int{
		"select count(*) as total from t":                                            {"total": 1},
		"SELECT COUNT(*) OVER () AS total, u.*\nFROM users AS u, roles":              {"total": 1, "u": 2},
		"select u.email as email, u.name as \"Name\" from t":                         {"Name": 1},
		"select r.name as role_name -- as comment\n, /* as that */ 'as x' as quoted": {"role_name": 1, "quoted": 2},
		"select 1 as":          {},
		"select 'as total":     {},
		"select a as \"b\"\"c": {"b\"c": 1},
		"":                     {},
	} {
		found := Computed{}
		found.read(sql, "q.sql", 1)
		got := map[string]int{}
		for name, origin := range found {
			got[name] = origin.Line()
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", sql, d)
		}
	}
}

func TestComputedNamesInGoStandInStrings(t *testing.T) {
	found := queries{Computed{}, relations{}}
	found.file([]byte("package q\n\n// count(*) as comment\nconst a = `select\n count(*) as total`\nvar as = b\nconst c = \"select max(x) AS newest\"\n"), "q.go")
	got := map[string]int{}
	for name, origin := range found.computed {
		got[name] = origin.Line()
	}
	if d := cmp.Diff(map[string]int{"total": 5, "newest": 7}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
