// Package crowd makes large schemas, as varied as those that people have: for
// measuring what becomes slow, or wrong, only when there is much of it.
package crowd

import (
	"fmt"
	"strings"
)

// batch is how many tables one script makes. Its locks are held together, and
// several scripts may run at the same time on a server with ordinary settings.
const batch = 100

// DDL gives scripts that make a schema of so many tables, with all that belongs
// to them. Each is to be sent whole. The first comes first; the others stand on
// it alone, and may run at the same time.
//
// A table has 16 columns, an identity for its key, two foreign keys, three
// indexes and one check or two. Every so many have more: an index of an
// expression (9), a unique constraint (7) that takes nulls for equal where the
// server knows how, a domain (6), a generated column (5), a trigger (5), an enum
// (4), comments and grants (3), a view (10), a policy and a function (20). One
// more in 200 is partitioned, with two partitions.
//
// Otherwise the tables are alike, as those of an application are. In a distinct
// schema no two expressions are the same.
func DDL(tables int, distinct bool) []string {
	scripts := []string{`create function touch() returns trigger language plpgsql as
'begin new.updated_at := now(); return new; end';`}
	for first := 1; first <= tables; first += batch {
		var s strings.Builder
		var unique []string
		for i := first; i < first+batch && i <= tables; i++ {
			table(&s, i, first, distinct)
			if i%7 == 0 {
				unique = append(unique, fmt.Sprint(i))
			}
		}
		if len(unique) > 0 {
			fmt.Fprintf(&s, `
do $do$
declare
  same text := case when current_setting('server_version_num')::int >= 150000 then 'nulls not distinct' else '' end;
  i int;
begin
  foreach i in array '{%s}'::int[] loop
    execute format('alter table account_%%s add unique %%s (name, code)', i, same);
  end loop;
end $do$;`, strings.Join(unique, ","))
		}
		scripts = append(scripts, s.String())
	}
	return scripts
}

// table writes table number i, which refers to the first of its batch.
func table(s *strings.Builder, i, first int, distinct bool) {
	// n is in every expression.
	n := 1
	if distinct {
		n = i
	}
	every := func(k int) bool { return i%k == 0 }
	put := func(format string, args ...any) { fmt.Fprintf(s, format, args...) }

	email, status, total, price := "text", "text", "numeric(12, 2)", ""
	if every(6) {
		email = fmt.Sprintf("email_%d", i)
		put("create domain %s as text check (length(value) > %d);\n", email, n)
	}
	if every(4) {
		status = fmt.Sprintf("status_%d", i)
		put("create type %s as enum ('new', 'open', 'done');\n", status)
	}
	if every(5) {
		total = fmt.Sprintf("numeric generated always as (price * quantity + %d) stored", n)
	}
	if every(2) {
		price = fmt.Sprintf(",\n  check (price >= 0 and price < 1000000 + %d)", n)
	}
	put(`create table account_%[1]d (
  id bigint generated always as identity primary key,
  parent_id bigint references account_%[2]d on delete cascade,
  owner_id bigint references account_%[3]d,
  name varchar(100) not null,
  email %[4]s,
  status %[5]s,
  price numeric(10, 2) default 0 + %[8]d,
  quantity int not null default %[8]d,
  tags text[] default '{}',
  data jsonb not null default '{}',
  active boolean not null default true,
  note text,
  code char(5),
  total %[6]s,
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  check (quantity > %[8]d)%[7]s
);
create index on account_%[1]d (created_at desc);
create index on account_%[1]d (updated_at) where active and quantity > %[8]d;
create index on account_%[1]d using gin (data);
`, i, max(first, i-1), first, email, status, total, price, n)

	if every(9) {
		put("create index on account_%d (lower(note || '%d'));\n", i, n)
	}
	if every(3) {
		put("comment on table account_%d is 'The accounts of shop %d';\n", i, i)
		put("comment on column account_%d.code is 'As printed, of shop %d';\n", i, i)
		put("grant select, insert on account_%d to pg_monitor;\n", i)
		put("grant update (note) on account_%d to pg_monitor;\n", i)
	}
	if every(5) {
		put("create trigger touch before update on account_%d for each row when (old.quantity <> new.quantity + %d) execute function touch();\n", i, n)
	}
	if every(10) {
		put("create view open_account_%d as select id, name, price * %d as price from account_%d where active;\n", i, n, i)
	}
	if every(20) {
		put("create function worth_%d(bigint) returns numeric language sql stable as 'select total * %d from account_%d where id = $1';\n", i, n, i)
		put("alter table account_%d enable row level security;\n", i)
		put("create policy own on account_%d for select using (owner_id > %d);\n", i, n)
	}
	if every(200) {
		put("create table event_%d (at date not null, what text) partition by range (at);\n", i)
		for year := 2025; year < 2027; year++ {
			put("create table event_%d_%d partition of event_%d for values from ('%d-01-01') to ('%d-01-01');\n", i, year, i, year, year+1)
		}
	}
}
