-- Whether rights on parts of PostgreSQL itself were given after initdb, whose last
-- transaction was $1.
select
from pg_catalog.pg_class c
where c.oid < 16384
  and c.relacl is not null
  and c.xmin::pg_catalog.text::pg_catalog.int8 > $1::pg_catalog.int8
union all
select
from pg_catalog.pg_proc p
where p.oid < 16384
  and p.proacl is not null
  and p.xmin::pg_catalog.text::pg_catalog.int8 > $1::pg_catalog.int8
union all
select
from pg_catalog.pg_type t
where t.oid < 16384
  and t.typacl is not null
  and t.xmin::pg_catalog.text::pg_catalog.int8 > $1::pg_catalog.int8
union all
select
from pg_catalog.pg_language l
where l.oid < 16384
  and l.lanacl is not null
  and l.xmin::pg_catalog.text::pg_catalog.int8 > $1::pg_catalog.int8
union all
select
from pg_catalog.pg_namespace n
where n.oid < 16384
  and n.nspacl is not null
  and n.xmin::pg_catalog.text::pg_catalog.int8 > $1::pg_catalog.int8
  and n.nspname <> 'public'
union all
select
from pg_catalog.pg_foreign_data_wrapper w
where w.oid < 16384
  and w.fdwacl is not null
  and w.xmin::pg_catalog.text::pg_catalog.int8 > $1::pg_catalog.int8
union all
select
from pg_catalog.pg_attribute a
where a.attrelid < 16384
  and a.attacl is not null
  and a.xmin::pg_catalog.text::pg_catalog.int8 > $1::pg_catalog.int8
limit 1
