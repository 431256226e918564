-- What users have changed of the rights on parts of extensions: where they are
-- not those that the extension gave.
with member as materialized (
  select
    e.classid,
    e.objid
  from pg_catalog.pg_depend e
  where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
    and e.deptype = 'e'
    and e.objid >= 16384
),
found as (
  select
    'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid as class,
    c.oid,
    case c.relkind when 'S' then 's' else 'r' end as kind,
    c.relowner as owner,
    c.relacl as acl
  from member m
  join pg_catalog.pg_class c
    on c.oid = m.objid
  where m.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    and c.relacl is not null
  union all
  select
    'pg_catalog.pg_proc'::pg_catalog.regclass,
    p.oid,
    'f',
    p.proowner,
    p.proacl
  from member m
  join pg_catalog.pg_proc p
    on p.oid = m.objid
  where m.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
    and p.proacl is not null
  union all
  select
    'pg_catalog.pg_type'::pg_catalog.regclass,
    t.oid,
    'T',
    t.typowner,
    t.typacl
  from member m
  join pg_catalog.pg_type t
    on t.oid = m.objid
  where m.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
    and t.typacl is not null
  union all
  select
    'pg_catalog.pg_language'::pg_catalog.regclass,
    l.oid,
    'l',
    l.lanowner,
    l.lanacl
  from member m
  join pg_catalog.pg_language l
    on l.oid = m.objid
  where m.classid = 'pg_catalog.pg_language'::pg_catalog.regclass
    and l.lanacl is not null
  union all
  select
    'pg_catalog.pg_namespace'::pg_catalog.regclass,
    n.oid,
    'n',
    n.nspowner,
    n.nspacl
  from member m
  join pg_catalog.pg_namespace n
    on n.oid = m.objid
  where m.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
    and n.nspacl is not null
  union all
  select
    'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass,
    w.oid,
    'F',
    w.fdwowner,
    w.fdwacl
  from member m
  join pg_catalog.pg_foreign_data_wrapper w
    on w.oid = m.objid
  where m.classid = 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass
    and w.fdwacl is not null
)
