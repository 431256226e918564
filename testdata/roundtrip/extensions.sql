create schema ext;
create extension citext schema ext;
create extension pgcrypto;
comment on extension pgcrypto is 'ours';
create table t (id int primary key, email ext.citext, n int generated always as (id * 2) stored);
comment on column t.n is 'twice the id';
