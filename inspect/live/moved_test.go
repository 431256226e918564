package live

import (
	"context"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// TestOnlyWhatCanBeSpeltMoves runs what programs do all day, which
// must not look like a change, and then changes of every kind that shows in the
// spelling of an expression.
func TestOnlyWhatCanBeSpeltMoves(t *testing.T) {
	db := scratchtest.Database(t, `
create schema app;
create schema sorts;
create type app.mood as enum ('sad', 'ok');
create type app.pair as (a int, b text);
create collation sorts.mine (locale = 'C');
create sequence app.seq;
create function app.f(int) returns int immutable language sql as 'select 1';
create operator app.=== (leftarg = int, rightarg = int, function = int4eq);
create table app.t (id int primary key, a text, mood app.mood);
create index by_a on app.t (a);
create materialized view app.m as select a from app.t;
insert into app.t select n, 'x' from generate_series(1, 1000) n;
`)
	conn, err := pgx.Connect(t.Context(), db.AdminURL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	s, err := Connect(t.Context(), db.AdminURL(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	take := func() *reading {
		r, err := s.readOnce(t.Context())
		if err == nil && r.moved {
			r, err = s.readOnce(t.Context())
		}
		if err != nil || r.moved {
			t.Fatalf("moved is %t: %v", r.moved, err)
		}
		return r
	}
	look := func(r *reading) {
		batch := &pgx.Batch{}
		s.askMoved(batch, r)
		if err := s.send(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		moves      bool
		statements string
	}{
		{false, `
insert into app.t select n, 'y' from generate_series(1001, 2000) n
update app.t set a = 'z'
analyze
vacuum
vacuum full app.t
vacuum freeze analyze app.t
truncate app.t
reindex table app.t
reindex index concurrently app.by_a
cluster app.t using by_a
refresh materialized view app.m
select nextval('app.seq')
create temporary table temp (id serial primary key, a text)
alter table temp rename to other
drop table other
create table app.more (id int)
drop table app.more`},
		{true, `
alter table app.t rename column a to b
alter table app.t rename to u
alter table app.u rename to v; alter table app.v rename to u; truncate app.u
alter sequence app.seq rename to seq2
alter type app.mood rename value 'ok' to 'fine'
alter type app.mood rename to feeling
alter function app.f(int) rename to g
alter operator app.=== (int, int) set schema public
alter collation sorts.mine rename to yours
alter schema sorts rename to collations`},
	} {
		for _, statement := range strings.Split(strings.TrimSpace(c.statements), "\n") {
			r := take()
			if _, err := conn.Exec(t.Context(), statement); err != nil {
				t.Fatalf("%s: %v", statement, err)
			}
			if look(r); r.moved != c.moves {
				t.Errorf("%s: moved is %t", statement, r.moved)
			}
		}
	}
}
