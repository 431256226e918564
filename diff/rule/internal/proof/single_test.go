package proof

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// single is a schema with something of everything that the changes below need.
const single = `
create type mood as enum ('sad', 'ok');
create domain email as text check (value ~ '@');
create type pair as (a int, b text);
create sequence numbers;
create function stamp() returns trigger language plpgsql as 'begin return new; end';
create function one() returns int language sql as 'select 1';
create table author (a int, b int, primary key (a, b));
create table book (
  id bigint generated always as identity primary key,
  a int, b int,
  title varchar(50) not null,
  body text,
  code varchar(50),
  weight numeric(8, 2),
  price numeric(8, 2) default 0,
  twice numeric generated always as (price * 2) stored,
  at timestamptz,
  during int4range,
  feel mood,
  constraint priced check (price > 0),
  constraint of_author foreign key (a, b) references author,
  constraint apart exclude using gist (during with &&),
  constraint titled unique (title)
);
create index book_body on book (body) where price > 10;
create index book_a on book (a);
create unique index book_b on book (b);
alter table book enable row level security;
create policy own on book using (price > 1);
create trigger stamp before update on book for each row execute function stamp();
create view cheap as select id, title from book where price < 5;
create materialized view dear as select id, title from book where price > 50;
create statistics book_stats on a, b from book;
create table event (at date, what text) partition by range (at);
create table event_1 partition of event for values from ('2025-01-01') to ('2026-01-01');
create table late (x int, y int);
`

// Each change, made alone, is found under its rule; the last two are of the order of
// columns and of tables that are not logged.
func TestSingleChanges(t *testing.T) {
	changes := []struct{ sql, want string }{
		{"drop index book_body; create index book_body on book (body) where price > 11", "index-predicate"},
		{"drop index book_a; create index book_a on book (a) include (b)", "include-columns"},
		{"drop index book_body; create index book_body on book (body text_pattern_ops) where price > 10", "index-keys"},
		{"drop index book_body; create index book_body on book (body collate \"C\") where price > 10", "index-keys"},
		{"drop index book_a; create index book_a on book using hash (a)", "index-method"},
		{"drop index book_b; create unique index book_b on book (b) nulls not distinct", "nulls-distinct"},
		{"update pg_index set indisvalid = false where indexrelid = 'book_a'::regclass", "index-invalid"},
		{"alter table book drop twice; alter table book add twice numeric generated always as (price * 3) stored", "column-generated column-order"},
		{"alter table book alter twice drop expression", "column-generated"},
		{"alter table book drop constraint priced; alter table book add constraint priced check (price > 1)", "check-expression"},
		{"alter table book drop constraint priced; alter table book add constraint priced check (price > 0) not valid", "constraint-validated"},
		{"alter table book alter constraint of_author deferrable", "constraint-deferrable"},
		{"alter table book drop constraint of_author; alter table book add constraint of_author foreign key (a, b) references author match full", "foreign-key-match"},
		{"alter table book drop constraint apart; alter table book add constraint apart exclude using gist (during with =)", "exclusion-definition"},
		{"alter table book alter body type text collate \"C\"", "column-collation"},
		{"alter table book alter at type timestamptz(3)", "column-type"},
		{"alter type mood add value 'glad'", "enum-label-undeclared"},
		{"alter domain email add check (value <> '')", "domain-check"},
		{"alter type pair add attribute c int", "type-definition"},
		{"alter sequence numbers increment by 10", "sequence-options"},
		{"alter table book alter id set increment by 10", "identity-options"},
		{"alter table book disable row level security", "row-security"},
		{"alter table book force row level security", "row-security-forced"},
		{"alter policy own on book using (price > 2)", "policy-expression"},
		{"alter policy own on book to pg_monitor", "policy-definition"},
		{"alter table book disable trigger stamp", "trigger-disabled"},
		{"drop trigger stamp on book; create trigger stamp after update on book for each row execute function stamp()", "trigger-definition"},
		{"create or replace view cheap as select id, title from book where price < 6", "view-query"},
		{"drop materialized view dear; create materialized view dear as select id, title from book where price > 60", "view-query"},
		{"create or replace function one() returns int language sql as 'select 2'", "function-body"},
		{"alter view cheap set (security_barrier)", "storage-options"},
		{"comment on table book is 'what is read'", "comment"},
		{"comment on column book.title is 'on the cover'", "comment"},
		{"grant select on book to pg_monitor", "grant-undeclared"},
		{"grant update (title) on book to pg_monitor", "grant-undeclared"},
		{"alter table late owner to pg_monitor", "owner"},
		{"alter table book replica identity full", "replica-identity"},
		{"alter table book set (fillfactor = 70)", "storage-options"},
		{"alter table book alter body set storage external", "column-storage"},
		{"drop statistics book_stats", "statistics-missing"},
		{"alter table event detach partition event_1; alter table event attach partition event_1 for values from ('2025-01-01') to ('2027-01-01')", "partition-bound"},
		{"alter table book add note text", "column-undeclared"},
		{"alter table book drop body", "column-missing index-missing"},
		{"alter table book alter a type bigint", "column-type"},
		{"alter table book alter code type varchar(60)", "column-type"},
		{"alter table book alter weight type numeric(9, 2)", "column-type"},
		{"alter table book alter body set not null", "column-nullability"},
		{"alter table book alter price set default 1", "column-default"},
		{"create table more (id int)", "table-undeclared"},
		{"drop index book_a", "index-missing"},
		{"alter table book drop constraint titled", "unique-missing"},
		{"drop index book_a; create index book_a on book (a desc)", "index-keys"},
		{"alter table book drop constraint of_author; alter table book add constraint of_author foreign key (a, b) references author on delete cascade", "foreign-key-action"},
		{"alter table late drop x; alter table late add x int", "column-order"},
		{"alter table late set unlogged", "table-unlogged"},
	}
	db := scratchtest.Database(t)
	written{name: "single", scripts: []string{single}}.load(t, db)
	before := describe(t, db)
	var mu sync.Mutex
	var group sync.WaitGroup
	seen := 0
	work := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range work {
				c := changes[i]
				if since15(c.sql) && scratchtest.Server(t).Version() < 150000 {
					continue
				}
				var rules []string
				for _, f := range changed(t, db, before, c.sql) {
					rules = append(rules, f.Rule)
				}
				slices.Sort(rules)
				if have := strings.Join(rules, " "); have != c.want {
					t.Errorf("%s: want %s, have %s", c.sql, c.want, have)
					continue
				}
				mu.Lock()
				seen++
				mu.Unlock()
			}
		})
	}
	for i := range changes {
		work <- i
	}
	close(work)
	group.Wait()
	t.Logf("%d of %d changes are seen", seen, len(changes))
}

func since15(sql string) bool { return strings.Contains(sql, "nulls not distinct") }

// changed is what is found of a change to a copy of the database.
func changed(t *testing.T, db *scratch.DB, before *schema.Database, sql string) []Found {
	copied, err := db.Clone(t.Context())
	if err != nil {
		t.Error(err)
		return nil
	}
	defer func() {
		if err := copied.Drop(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	}()
	conn := connect(t, copied.AdminURL())
	if _, err := conn.PgConn().Exec(t.Context(), sql).ReadAll(); err != nil {
		t.Errorf("%s: %v", sql, err)
	}
	if err := conn.Close(t.Context()); err != nil {
		t.Error(err)
	}
	after, err := read(t.Context(), copied)
	if err != nil {
		t.Error(err)
		return nil
	}
	return FoundIn(diff.Compare(before, after, diff.Options{}))
}
