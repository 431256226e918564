package live

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// elsewhere is what goes on in other databases of the server, and of its roles;
// each in its own session, over and over. % is a number.
var elsewhere = []string{
	`create table t% (id serial primary key, a text); alter table t% rename a to b; drop table t%`,
	`create subscription s% connection 'dbname=nowhere' publication p with (connect = false); alter subscription s% set (slot_name = none); drop subscription s%`,
	`begin; savepoint a; create view v% as select 1 as one; release a; select pg_sleep(0.02); commit; drop view v%`,
	`create role busy%; comment on role busy% is 'x'; drop role busy%`,
	`create type e% as enum ('a'); create schema n%; drop schema n%; drop type e%; analyze; vacuum pg_catalog.pg_class`,
}

// within is what goes on in the database itself and changes nothing of it.
var within = []string{
	`create temporary table temp% (id serial primary key, a text); drop table temp%`,
	`insert into app.t select n + 10000 + %, 'x' from generate_series(1, 50) n on conflict do nothing; analyze app.t; vacuum app.t`,
	`reindex table app.t; analyze`,
	`begin; truncate app.other; insert into app.other values (%); commit; vacuum pg_catalog.pg_attribute`,
	`select nextval('app.numbers'); refresh materialized view app.m`,
}

// TestQuietDatabaseOfABusyServer says that nothing but a change of the database
// itself looks like one. SYNAPCHECK_TEST_STORM makes it last.
func TestQuietDatabaseOfABusyServer(t *testing.T) {
	db := scratchtest.Database(t, `
create schema app;
create sequence app.numbers;
create table app.t (id int primary key, a text default lower('X') check (a <> ''));
create index on app.t (lower(a));
create table app.other (id int);
create view app.v as select id, upper(a) as b from app.t;
create materialized view app.m as select count(*) from app.t;
create function app.f(a int default 1 + 1) returns int language sql as 'select 1';
`)
	noise := scratchtest.Database(t)
	duration := 1500 * time.Millisecond
	if text := os.Getenv("SYNAPCHECK_TEST_STORM"); text != "" {
		var err error
		if duration, err = time.ParseDuration(text); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), duration)
	defer cancel()
	var wg sync.WaitGroup
	defer wg.Wait()
	repeat := func(url, script string, rest time.Duration) {
		conn, err := pgx.Connect(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			defer conn.Close(context.Background())
			for n := 0; ctx.Err() == nil; n++ {
				for statement := range strings.SplitSeq(strings.ReplaceAll(script, "%", fmt.Sprint(n)), "; ") {
					if _, err := conn.Exec(context.Background(), statement); err != nil {
						t.Errorf("%s: %v", statement, err)
						return
					}
				}
				time.Sleep(rest)
			}
		})
	}
	for _, script := range elsewhere {
		repeat(noise.AdminURL(), script, 20*time.Millisecond)
	}
	for _, script := range within {
		repeat(db.AdminURL(), script, 20*time.Millisecond)
	}
	name := noise.Name()
	repeat(db.AdminURL(), "create database "+name+"_%; alter database "+name+"_% set work_mem to '4MB'; drop database "+name+"_%", 100*time.Millisecond)

	s, err := Connect(t.Context(), db.URL(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(context.Background())
	readings, moved := 0, 0
	for again := false; ctx.Err() == nil; readings++ {
		r, err := s.readOnce(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		// What a savepoint has written is told from a change by reading again.
		if r.moved {
			moved++
			if again {
				t.Errorf("two readings in a row say that the database changes")
			}
		}
		again = r.moved
	}
	t.Logf("%d readings, of which %d were repeated", readings, moved)
}
