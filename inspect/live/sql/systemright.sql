-- What users have changed of the rights on parts of PostgreSQL itself: where they
-- are not those that initdb gave.
with found as (
  select
    'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid as class,
    c.oid,
    case c.relkind when 'S' then 's' else 'r' end as kind,
    c.relowner as owner,
    c.relacl as acl
  from pg_catalog.pg_class c
  where c.oid < 16384
    and c.relacl is not null
  union all
  select
    'pg_catalog.pg_proc'::pg_catalog.regclass::pg_catalog.oid as class,
    p.oid,
    'f' as kind,
    p.proowner as owner,
    p.proacl as acl
  from pg_catalog.pg_proc p
  where p.oid < 16384
    and p.proacl is not null
  union all
  select
    'pg_catalog.pg_type'::pg_catalog.regclass::pg_catalog.oid as class,
    t.oid,
    'T' as kind,
    t.typowner as owner,
    t.typacl as acl
  from pg_catalog.pg_type t
  where t.oid < 16384
    and t.typacl is not null
  union all
  select
    'pg_catalog.pg_language'::pg_catalog.regclass::pg_catalog.oid as class,
    l.oid,
    'l' as kind,
    l.lanowner as owner,
    l.lanacl as acl
  from pg_catalog.pg_language l
  where l.oid < 16384
    and l.lanacl is not null
  union all
  select
    'pg_catalog.pg_namespace'::pg_catalog.regclass::pg_catalog.oid as class,
    n.oid,
    'n' as kind,
    n.nspowner as owner,
    n.nspacl as acl
  from pg_catalog.pg_namespace n
  where n.oid < 16384
    and n.nspacl is not null
    and n.nspname <> 'public'
  union all
  select
    'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass::pg_catalog.oid as class,
    w.oid,
    'F' as kind,
    w.fdwowner as owner,
    w.fdwacl as acl
  from pg_catalog.pg_foreign_data_wrapper w
  where w.oid < 16384
    and w.fdwacl is not null
)
