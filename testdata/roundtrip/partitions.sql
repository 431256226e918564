create schema part;
create table part.events (id int not null, at timestamptz not null, kind text default 'x', size int check (size > 0))
  partition by range (at);
create table part.events_2024 (kind text, at timestamptz constraint events_at_not_null not null, gone int, id int constraint events_id_not_null not null, size int, constraint events_size_check check (size > 0));
alter table part.events_2024 drop column gone;
alter table part.events attach partition part.events_2024 for values from ('2024-01-01') to ('2025-01-01');
create table part.events_rest partition of part.events default partition by list (kind);
create table part.events_rest_ab partition of part.events_rest for values in ('a', 'b', null);
create table part.events_rest_hash partition of part.events_rest default partition by hash (id, lower(kind));
create table part.events_rest_hash0 partition of part.events_rest_hash (kind default 'h') for values with (modulus 2, remainder 0);
create table part.events_rest_hash1 partition of part.events_rest_hash for values with (modulus 2, remainder 1);
create index events_kind on part.events (kind);
create index events_alone on only part.events (size);
create table part.targets (id int primary key) partition by range (id);
create table part.targets_1 partition of part.targets for values from (minvalue) to (10);
create table part.targets_2 partition of part.targets for values from (10) to (maxvalue);
alter table part.events add constraint to_target foreign key (id) references part.targets;
alter table part.targets add column code text, add unique (id, code);
create table part.loose (id int references part.targets, extra int, constraint mine foreign key (id) references part.targets);
