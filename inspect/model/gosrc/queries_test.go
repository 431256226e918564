package gosrc

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestComputedNamesAreThoseThatQueriesGive(t *testing.T) {
	for sql, want := range map[string]map[string]int{
		"select count(*) as total from t":                                                   {"total": 1},
		"SELECT COUNT(*) OVER () AS total, u.*\nFROM users AS u, roles":                     {"total": 1},
		"select u.email as email, u.name as \"Name\" from t":                                {"Name": 1},
		"select r.name as role_name -- as comment\n, /* as that */ 'as x' as quoted from r": {"role_name": 1, "quoted": 2},
		"select coalesce(a, '') first, b.x second, c from t":                                {"first": 1, "second": 1},
		"select (select max(x) as inner_one from b) as outer_one from t":                    {"inner_one": 1, "outer_one": 1},
		"insert into t (a) values ($1) returning now() as at":                               {"at": 1},
		"select 1 as":                             {},
		"select 'as total":                        {},
		"select a as \"b\"\"c from t":             {`b"c from t`: 1},
		"select a from t where b.c = d.e and f.g": {},
	} {
		got := map[string]int{}
		if p := readPassage(sql, "q.sql", 1); p != nil {
			for name, origin := range p.computed {
				got[name] = origin.Line()
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", sql, d)
		}
	}
}

// TestComputedNamesBelongToTheTablesOfTheirQueries holds apart what queries of
// one table compute from columns of others.
func TestComputedNamesBelongToTheTablesOfTheirQueries(t *testing.T) {
	q := &queries{named: relations{}, dirs: map[string]*passage{}}
	q.file([]byte("package q\n\nconst a = `select count(*) as total, n.id, u.name\n from notes n join users u on u.id = n.user_id`\n"+
		"var b = From(\"orders o\").Select(\"o.id, c.email\", \"now() as age\").Join(\"customers c on c.id = o.customer_id\")"), "q.go")
	q.dirs["."] = &passage{}
	for _, p := range q.passages {
		q.dirs["."].add(p)
	}
	for column, want := range map[string]int{
		"notes.total": 3, "notes.name": 3, "notes.id": 0, "users.id": 3, "users.name": 0, "other.total": 0,
		"orders.email": 5, "orders.id": 0, "orders.age": 5, "notes.age": 0, "orders.total": 0, "customers.email": 0,
	} {
		for i := range column {
			if column[i] == '.' {
				if got := q.computes(column[:i], column[i+1:]).Line(); got != want {
					t.Errorf("%s: want line %d, have %d", column, want, got)
				}
			}
		}
	}
}
