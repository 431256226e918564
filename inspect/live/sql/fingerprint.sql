-- Every catalog that PostgreSQL consults to spell an expression or a type, so
-- that a change between two fingerprints shows. Row versions tell of changes;
-- of pg_class only names count, because TRUNCATE and REINDEX write new versions.
select
  n.rows,
  n.versions,
  c.rows,
  c.names,
  a.rows,
  a.versions,
  t.rows,
  t.versions,
  e.rows,
  e.versions,
  p.rows,
  p.versions,
  o.rows,
  o.versions,
  l.rows,
  l.versions
from (
  select
    pg_catalog.count(*) as rows,
    pg_catalog.sum(n.xmin::pg_catalog.text::pg_catalog.int8) as versions
  from pg_catalog.pg_namespace n
  where n.nspname !~ '^pg_'
) n
cross join (
  select
    pg_catalog.count(*) as rows,
    pg_catalog.sum(pg_catalog.hashtextextended(c.relname::pg_catalog.text, c.relnamespace::pg_catalog.int8)) as names
  from pg_catalog.pg_class c
  where c.oid >= 16384
    and c.relkind in ('r', 'p', 'f', 'v', 'm', 'c', 'S')
    and c.relpersistence <> 't'
) c
cross join (
  select
    pg_catalog.count(*) as rows,
    pg_catalog.sum(a.xmin::pg_catalog.text::pg_catalog.int8) as versions
  from pg_catalog.pg_attribute a
  join pg_catalog.pg_class c
    on c.oid = a.attrelid
  where a.attrelid >= 16384
    and a.attnum > 0
    and c.relkind in ('r', 'p', 'f', 'v', 'm', 'c')
    and c.relpersistence <> 't'
) a
cross join (
  select
    pg_catalog.count(*) as rows,
    pg_catalog.sum(t.xmin::pg_catalog.text::pg_catalog.int8) as versions
  from pg_catalog.pg_type t
  join pg_catalog.pg_namespace n
    on n.oid = t.typnamespace
  where t.oid >= 16384
    and n.nspname !~ '^pg_'
) t
cross join (
  select
    pg_catalog.count(*) as rows,
    pg_catalog.sum(e.xmin::pg_catalog.text::pg_catalog.int8) as versions
  from pg_catalog.pg_enum e
) e
cross join (
  select
    pg_catalog.count(*) as rows,
    pg_catalog.sum(p.xmin::pg_catalog.text::pg_catalog.int8) as versions
  from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n
    on n.oid = p.pronamespace
  where p.oid >= 16384
    and n.nspname !~ '^pg_'
) p
cross join (
  select
    pg_catalog.count(*) as rows,
    pg_catalog.sum(o.xmin::pg_catalog.text::pg_catalog.int8) as versions
  from pg_catalog.pg_operator o
  where o.oid >= 16384
) o
cross join (
  select
    pg_catalog.count(*) as rows,
    pg_catalog.sum(l.xmin::pg_catalog.text::pg_catalog.int8) as versions
  from pg_catalog.pg_collation l
  where l.oid >= 16384
) l
