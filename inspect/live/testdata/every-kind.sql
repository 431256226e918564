-- An object of every kind that makes do without a library of its own.
create schema app;
create extension citext;
create type app.mood as enum ('sad', 'ok');
create domain app.email as text check (value ~ '@') check (value <> '');
create type app.pair as (a int, b text);
create type app.span as range (subtype = float8, subtype_diff = float8mi);
create type app.shell;
create collation app.c (locale = 'C');
create conversion app.conv for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create language plsample handler plpgsql_call_handler;
create access method rows type table handler heap_tableam_handler;
create sequence app.numbers;
create table app.t (
  id int generated always as identity primary key,
  name text unique,
  price numeric check (price > 0),
  twice numeric generated always as (price * 2) stored,
  area circle,
  exclude using gist (area with &&)
);
create table app.u (id serial primary key, t_id int references app.t);
create table app.child () inherits (app.u);
create table app.parts (id int primary key, t_id int references app.t) partition by range (id);
create table app.parts_1 partition of app.parts for values from (0) to (10);
create table app.refs (parts_id int references app.parts);
create index on app.t (lower(name));
create index on app.parts (t_id);
create view app.v as select id from app.t;
create materialized view app.m as select id from app.t;
create index on app.m (id);
create statistics app.s on name, price from app.t;
create function app.f() returns trigger language plpgsql as 'begin return new; end';
create function app.e() returns event_trigger language plpgsql as 'begin end';
create procedure app.p() language sql as 'select 1';
create aggregate app.total (int) (sfunc = int4pl, stype = int);
create trigger tr before insert on app.t for each row execute function app.f();
create trigger tr before insert on app.parts for each row execute function app.f();
create constraint trigger ct after insert on app.t for each row execute function app.f();
create rule r as on update to app.u do nothing;
create policy pol on app.t;
create event trigger et on ddl_command_end execute function app.e();
create operator app.=== (leftarg = int, rightarg = int, function = int4eq);
create operator family app.fam using btree;
create operator class app.cls for type int using btree family app.fam as operator 1 <, function 1 btint4cmp(int, int);
create cast (app.pair as text) with inout;
create transform for int language sql (from sql with function prsd_lextype(internal), to sql with function int4recv(internal));
create text search parser app.tsp (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search template app.tst (lexize = dsimple_lexize);
create text search dictionary app.tsd (template = app.tst);
create text search configuration app.tsc (parser = app.tsp);
create foreign data wrapper w;
create server srv foreign data wrapper w;
create foreign table app.ft (id int) server srv;
create user mapping for public server srv;
create publication pub for table app.t;
alter default privileges in schema app grant select on tables to public;
select lo_create(4711);
