create schema app;
create table app.users (id int primary key, email text not null, name text, data jsonb, tags text[], created_at timestamptz default now());
create table app.orders (id int generated always as identity primary key, user_id int references app.users, total numeric, note text, at date);
create view app.rich as select u.id, u.email, sum(o.total) as spent from app.users u join app.orders o on o.user_id = u.id group by u.id, u.email;
create type app.pair as (a int, b text);
create table app.boxes (id int primary key, content app.pair);
create sequence app.counter;
insert into app.users (id, email, data, tags) values (1, 'a@example.org', '{"a": {"b": 1}}', '{x,y}');
insert into app.orders (user_id, total, at) values (1, 10, '2025-01-01');
insert into app.boxes values (1, (1, 'x'));
set search_path = app, public;
set check_function_bodies = off;

create function bad_table() returns int language sql as 'select count(*)::int from app.invoices';
create function bad_table_unqualified() returns int language plpgsql as 'begin return (select count(*) from invoices); end';
create function bad_schema() returns int language sql as 'select count(*)::int from sales.users';
create function bad_column() returns text language sql as 'select phone from app.users';
create function bad_alias_column() returns text language sql as 'select u.phone from app.users u';
create function bad_where() returns int language plpgsql as 'begin return (select 1 from app.users where deleted_at is null); end';
create function bad_join() returns int language sql as 'select o.id from app.users u join app.orders o on o.customer_id = u.id';
create function bad_using() returns int language sql as 'select 1 from app.users u join app.orders o using (user_id)';
create function bad_order() returns int language sql as 'select id from app.users order by surname';
create function bad_group() returns bigint language sql as 'select count(*) from app.users group by country';
create function bad_insert_column() returns void language sql as $$insert into app.users (id, login) values (2, 'x')$$;
create function bad_insert_table() returns void language plpgsql as $$begin insert into app.audit (what) values ('x'); end$$;
create function bad_update_column() returns void language plpgsql as $$begin update app.users set active = true; end$$;
create function bad_update_where() returns void language plpgsql as $$begin update app.users u set name = 'x' where u.login = 'x'; end$$;
create function bad_delete() returns void language plpgsql as $$begin delete from app.users where login = 'x'; end$$;
create function bad_returning() returns int language sql as $$update app.users set name = 'y' returning uid$$;
create function bad_conflict() returns void language sql as $$insert into app.users (id, email) values (1, 'x') on conflict (id) do update set nick = excluded.email$$;
create function bad_excluded() returns void language sql as $$insert into app.users (id, email) values (1, 'x') on conflict (id) do update set email = excluded.nick$$;
create function bad_subquery() returns int language sql as 'select s.b from (select id as a from app.users) s';
create function bad_cte() returns int language sql as 'with w as (select id as a from app.users) select w.b from w';
create function bad_cte_bare() returns int language sql as 'with w as (select id as a from app.users) select b from w';
create function bad_exists() returns boolean language sql as 'select exists (select from app.users u where exists (select from app.orders o where o.owner = u.id))';
create function bad_view_column() returns numeric language sql as 'select r.total from app.rich r';
create function bad_rowtype() returns int language plpgsql as 'declare r app.customers%rowtype; begin return 1; end';
create function bad_type() returns int language plpgsql as 'declare r app.users.phone%type; begin return 1; end';
create function bad_loop() returns int language plpgsql as 'declare r record; begin for r in select x.id from app.users x where x.phone is null loop return r.id; end loop; return 0; end';
create function bad_if() returns int language plpgsql as 'begin if exists (select 1 from app.users where phone is null) then return 1; end if; return 0; end';
create function bad_assign() returns int language plpgsql as 'declare n int; begin n := (select max(amount) from app.orders); return n; end';
create function bad_perform() returns int language plpgsql as 'begin perform amount from app.orders; return 0; end';
create function bad_into() returns int language plpgsql as 'declare n int; begin select amount into n from app.orders; return n; end';
create function bad_return_query() returns setof int language plpgsql as 'begin return query select o.amount from app.orders o; end';
create function bad_default() returns int language plpgsql as 'declare n int := (select max(amount) from app.orders); begin return n; end';
create function bad_union() returns setof int language sql as 'select id from app.users union select number from app.orders';
create function bad_case() returns text language sql as $$select case when level > 1 then 'x' else 'y' end from app.users$$;
create function bad_window() returns bigint language sql as 'select row_number() over (partition by shop order by id) from app.orders';
create function bad_filter() returns bigint language sql as 'select count(*) filter (where paid) from app.orders';
create function bad_late_statement() returns int language plpgsql as 'begin perform 1; perform 2; delete from app.trash; return 0; end';
create function bad_fixed_path() returns int language sql set search_path = app, pg_temp as 'select count(*)::int from invoices';
create function bad_quoted() returns int language sql as 'select "Total"::int from app.orders';
create procedure bad_procedure() language plpgsql as 'begin update app.orders set amount = 1; end';

create function good_plain() returns int language sql as 'select count(*)::int from app.users where name is null and email is not null';
create function good_path() returns int language sql set search_path = app as 'select count(*)::int from users';
create function good_caller_path() returns bigint language plpgsql as 'begin return (select count(*) from orders); end';
create function good_into() returns int language plpgsql as $$
declare a int; b text; r record; u app.users; o app.orders%rowtype; t app.orders.total%type;
begin
  select id, email into strict a, b from app.users where id = 1;
  select * into r from app.orders where user_id = a limit 1;
  select into u * from app.users where users.id = a;
  select o1.* into o from app.orders o1 limit 1;
  t := r.total + o.total;
  r.total := t;
  insert into app.orders (user_id, total) values (u.id, t) returning id, total into a, t;
  return a;
end $$;
create function good_records() returns int language plpgsql as $$
declare r record; n int := 0; k text; c cursor (lim int) for select id from app.users where id < lim; v record;
begin
  <<outer>>
  for r in select u.id, o.total as sum_total from app.users u left join app.orders o on o.user_id = u.id loop
    n := n + coalesce(r.sum_total, 0)::int;
    exit outer when n > 1000;
  end loop;
  for i in reverse 3..1 by 2 loop n := n + i; end loop;
  foreach k in array (select tags from app.users where id = 1) loop n := n + length(k); end loop;
  for v in c(5) loop n := n + v.id; end loop;
  for v in execute 'select 1 as one' loop n := n + v.one; end loop;
  return n;
end $$;
create function good_temp() returns int language plpgsql as $$
declare n int;
begin
  create temp table work on commit drop as select id as key from app.users;
  insert into work (key) select id + 100 from app.orders;
  select count(*) into n from work where key > 0;
  execute 'create temp table work_more (x int)';
  select count(x) into n from work_more;
  drop table work, work_more;
  return n;
end $$;
create function good_dynamic(tab text) returns int language plpgsql as $$
declare n int;
begin
  execute format('select count(*) from %I.%I where %s', 'app', tab, 'id > $1') into n using 0;
  return n;
end $$;
create function good_variables(p_id int, email text default 'x') returns text language plpgsql as $$
#variable_conflict use_column
declare phone text := 'p'; found_name text;
begin
  select u.name into found_name from app.users u where u.id = p_id and phone is not null;
  return coalesce(found_name, phone, good_variables.email);
end $$;
create function good_nested() returns int language plpgsql as $$
declare a int := 1;
begin
  declare b int := a + 1;
  begin
    if b > 1 and (case when a = 1 then true else false end) then
      a := b;
    elsif a = 3 then a := 4;
    else null;
    end if;
    case a when 1 then a := 2; when 2 then a := 3; else a := 4; end case;
    while a < 10 loop a := a + 1; continue when a = 5; end loop;
  exception when division_by_zero or unique_violation then a := 0;
  end;
  return a;
end $$;
create function good_cte() returns int language sql as $$
with recursive tree(node, depth) as (
  select id, 1 from app.users union all select t.node + 1, depth + 1 from tree t where depth < 3
), gone as (delete from app.orders where id < 0 returning id, total), w as materialized (select node n, max(depth) "Deep" from tree group by node)
select (w.n + w."Deep")::int from w left join gone g on g.id = w.n order by w.n, "Deep" desc nulls last limit 1 $$;
create function good_upsert() returns int language sql as $$
insert into app.users as u (id, email, name) values (1, 'a', default), (1 + 1, 'b', 'n')
on conflict (id) do update set email = excluded.email || u.email, name = coalesce(excluded.name, u.name), (data, tags) = (select o.note::jsonb, array[o.note] from app.orders o where o.user_id = excluded.id limit 1)
where u.created_at <= now() returning (select count(*) from app.orders o where o.user_id = u.id)::int $$;
create function good_expressions() returns text language sql as $$
select extract(epoch from created_at)::text || trim(both ' ' from name) || substring(email from 1 for 2) || position('@' in email)
  || (data #>> '{a,b}') || (tags[1]) || (created_at at time zone 'utc')::date || cast(id as text) || coalesce(nullif(name, ''), email)
  || (interval '1 day' + date '2020-01-01') || overlay(email placing 'x' from 1 for 1) || left(email, 1) || current_user
  || (row(id, email)).f1 || (email collate "C") || array_to_string(array(select o.id from app.orders o where o.user_id = users.id), ',')
  || (email is distinct from name) || (email operator(pg_catalog.||) 'x') || users || to_jsonb(users.*)
from app.users $$;
create function good_from() returns bigint language sql as $$
select count(*) from app.users u
  cross join lateral jsonb_each(u.data) as e(key, value)
  join lateral (select o.total t, o.id from app.orders o where o.user_id = u.id order by o.at desc limit 1) last on true
  left join (values (1, 'a'), (2, 'b')) v(n, s) on v.n = u.id
  natural join (select 1 as one) x,
  generate_series(1, 3) g, unnest(u.tags) with ordinality as tag(name, place), (app.orders a join app.boxes b on b.id = a.id)
where e.key = 'a' and last.t > 0 and coalesce(s, 'a') = v.s and g > 0 and tag.place > 0 and one = 1 and (b.content).a = 1 and a.note is null $$;
create function good_windows() returns numeric language sql as $$
select sum(total) over w + rank() over (order by at nulls first) - first_value(total) over (partition by user_id order by id rows between unbounded preceding and current row)
  + (select percentile_cont(0.5) within group (order by total) from app.orders)::numeric
from app.orders window w as (partition by user_id order by id) limit 0 $$;
create function good_groups() returns bigint language sql as $$
select count(*) filter (where total > 0) as c from app.orders group by grouping sets ((user_id), (user_id, at), ()) having count(*) > 0 order by c limit 1 $$;
create function good_update_from() returns void language sql as $$
update app.orders as o set total = o.total + s.plus, note = u.name from app.users u join (select 1 as plus) s on true where u.id = o.user_id $$;
create function good_delete_using() returns void language sql as $$
delete from app.orders o using app.users u where u.id = o.user_id and u.id < 0 $$;
create function good_system() returns bigint language sql as $$
select count(*) from pg_stat_activity a, pg_catalog.pg_roles r, information_schema.columns c where a.pid < 0 and r.rolname = c.table_name $$;
create function good_hidden() returns int language sql as $$select count(ctid)::int + count(users.xmin)::int + count(tableoid)::int from app.users$$;
create function good_sequence() returns bigint language sql as $$select last_value from app.counter$$;
create function good_identity() returns bigint language sql as $$select last_value from app.orders_id_seq$$;
create function good_handled() returns int language plpgsql as $$
begin
  return (select 1 from app.nowhere);
exception when undefined_table then return 0;
end $$;
create function good_guarded() returns int language plpgsql as $$
begin
  if to_regclass('app.nowhere') is not null then return (select 1 from app.nowhere); end if;
  return 0;
end $$;
create function good_table(out key int, out label text) returns setof record language plpgsql as $$
begin
  return query select u.id, u.email from app.users u where u.id = 1;
  for key, label in select id, email from app.users loop return next; end loop;
end $$;
create function good_returns_table() returns table (who text, spent numeric) language plpgsql as $$
begin
  return query select r.email, r.spent from app.rich r;
  who := 'x'; spent := 1; return next;
end $$;
create function good_composite(u app.users) returns text language sql as $$select u.email || (u).name || $1.id$$;
create function good_raise() returns void language plpgsql as $$
declare n int;
begin
  raise debug 'n is % and %', n, (select count(*) from app.users) using hint = 'x', detail = 'd';
  get diagnostics n = row_count;
  perform pg_notify('c', n::text);
  perform set_config('x.y', 'z', true);
  assert n is not null or true, 'never';
end $$;
create function good_strings() returns text language plpgsql as $$
begin
  return 'select x from nowhere' || $q$ from app.nothing; $q$ || E'it\'s' || /* from app.none; /* nested */ */ 'a' -- from app.comment
    || U&'\0041';
end $$;
create function good_order_by_output() returns text language sql as $$select upper(email) as shout from app.users order by shout$$;
create function good_order_union() returns setof int language sql as $$select id as x from app.users union all select o.id from app.orders o order by x$$;
create function good_alias_keyword() returns int language sql as $$select count(*)::int total from app.users value where value.id > 0$$;
create function good_attribute() returns text language sql as $$select u.whole from app.users u limit 0$$;
create function whole(app.users) returns text language sql as $$select $1.email$$;
create function good_for_update() returns int language plpgsql as $$
declare n int;
begin
  select id into n from app.users where id = 1 for update of users skip locked;
  return n;
end $$;
create function good_open() returns int language plpgsql as $$
declare c refcursor; r record;
begin
  open c for select id as key from app.users;
  fetch c into r;
  close c;
  return r.key;
end $$;
create function good_from_assignment() returns int language plpgsql as $$
declare n int;
begin
  n := count(*) from app.users where email is not null;
  return n;
end $$;
create function good_old_only() returns int language sql as $$select 1 where false$$;

create function bad_touch() returns trigger language plpgsql as $$begin new.changed_at := now(); return new; end$$;
create table app.touched (id int, changed_at timestamptz);
create table app.untouched (id int);
create trigger good_touch before insert on app.touched for each row execute function bad_touch();
create trigger bad_touch before insert on app.untouched for each row execute function bad_touch();
create function audit() returns trigger language plpgsql as $$begin if new.id is distinct from old.id and old.state = 'x' then return new; end if; return new; end$$;
create trigger bad_audit before update on app.untouched for each row execute function audit();
create function given() returns trigger language plpgsql as $$begin perform fresh.id, gone.id from new_rows fresh, old_rows gone; return null; end$$;
create trigger good_given after update on app.touched referencing old table as old_rows new table as new_rows for each statement execute function given();
create function uncalled() returns trigger language plpgsql as $$begin perform 1 from new_things; return null; end$$;
