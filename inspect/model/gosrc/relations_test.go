package gosrc

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRelationsAreThoseThatSQLNames(t *testing.T) {
	for sql, want := range map[string]string{
		"select * from users u left join public.roles r on true":                       "roles users",
		`INSERT INTO "Mixed Case" (a) VALUES (1) ON CONFLICT DO UPDATE SET a = 2`:      "Mixed Case",
		"update only app.jobs set a = 1 from tasks":                                    "jobs tasks",
		"delete from sessions where a is distinct from b":                              "sessions",
		"select extract(epoch from created_at), trim(both from name) from events":      "events",
		"select * from generate_series(1, 2) join lateral unnest(a) on true":           "",
		"select * from (select 1 from inner_one) x":                                    "inner_one",
		"with recent as (select * from posts), b (c) as (select 1) select from recent": "posts",
		"with users as materialized (select * from public.users) select * from users":  "users",
		"with b (c) as not materialized (select 1) select * from b":                    "",
		"select 1 into strict counter from totals for update of totals":                "totals",
		"select 'from nowhere' -- from comment\n from there":                           "there",
		"create table x (y int references z on update cascade)":                        "",
		"":              "",
		"select * from": "",
		") from x":      "x",
		"merge into stock using delivery on true": "stock",
	} {
		found := relations{}
		found.read(sql, false)
		if d := cmp.Diff(want, strings.Join(slices.Sorted(maps.Keys(found)), " ")); d != "" {
			t.Errorf("%s: -want +got\n%s", sql, d)
		}
	}
}

func TestProseNamesNoRelation(t *testing.T) {
	for text, want := range map[string]string{
		"failed to update user from list":           "",
		"could not join room":                       "",
		"FROM users WHERE id = $1":                  "users",
		"-- name: Get :one\nselect * from accounts": "accounts",
		" LEFT JOIN roles ON true":                  "roles",
		"SELECT %s FROM %s":                         "",
	} {
		found := relations{}
		found.read(text, true)
		if d := cmp.Diff(want, strings.Join(slices.Sorted(maps.Keys(found)), " ")); d != "" {
			t.Errorf("%s: -want +got\n%s", text, d)
		}
	}
}

func TestMigrationsAreKnownByTheirPath(t *testing.T) {
	for name, want := range map[string]bool{
		"migrations/1.sql": true, "internal/db/migrate.go": true, "Migrations/1.sql": true, "queries/immigration.sql": false, "schema.sql": false,
	} {
		if migration(name) != want {
			t.Errorf("%s: %t, want %t", name, !want, want)
		}
	}
}
