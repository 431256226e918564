-- What no other schema has, for changes that need it.
create table numbers (n int, what text) partition by range (n);
create table numbers_1 partition of numbers for values from (0) to (10);
create table stays (room int, during int4range, exclude using gist (during with &&));
create domain bare as int;
create text search dictionary plain_words (template = pg_catalog.simple);
create table counted (id serial primary key, name text unique, born date, price numeric(8, 2), code varchar(10), tags jsonb);
create unique index on counted (name);
create view doubled as select id, price * 2 as twice from counted;
