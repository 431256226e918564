-- What users have changed of the rights on parts of PostgreSQL itself and of
-- extensions: where they are not those that initdb or the extension gave.
with member as materialized (
  select
    e.classid,
    e.objid
  from pg_catalog.pg_depend e
  where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
    and e.deptype = 'e'
),
found as (
  select
    'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid as class,
    c.oid,
    case c.relkind when 'S' then 's' else 'r' end as kind,
    c.relowner as owner,
    c.relacl as acl
  from pg_catalog.pg_class c
  where c.relacl is not null
  union all
  select
    'pg_catalog.pg_proc'::pg_catalog.regclass,
    p.oid,
    'f',
    p.proowner,
    p.proacl
  from pg_catalog.pg_proc p
  where p.proacl is not null
  union all
  select
    'pg_catalog.pg_type'::pg_catalog.regclass,
    t.oid,
    'T',
    t.typowner,
    t.typacl
  from pg_catalog.pg_type t
  where t.typacl is not null
  union all
  select
    'pg_catalog.pg_language'::pg_catalog.regclass,
    l.oid,
    'l',
    l.lanowner,
    l.lanacl
  from pg_catalog.pg_language l
  where l.lanacl is not null
  union all
  select
    'pg_catalog.pg_namespace'::pg_catalog.regclass,
    n.oid,
    'n',
    n.nspowner,
    n.nspacl
  from pg_catalog.pg_namespace n
  where n.nspacl is not null
    and n.nspname <> 'public'
  union all
  select
    'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass,
    w.oid,
    'F',
    w.fdwowner,
    w.fdwacl
  from pg_catalog.pg_foreign_data_wrapper w
  where w.fdwacl is not null
)
select
  x.class,
  x.oid,
  x.kind,
  x.owner,
  x.acl,
  i.initprivs,
  o.type,
  o.schema,
  o.name,
  o.identity
from found x
left join pg_catalog.pg_init_privs i
  on i.classoid = x.class
  and i.objoid = x.oid
  and i.objsubid = 0,
  pg_catalog.pg_identify_object(x.class, x.oid, 0) o
where (
    x.oid < 16384
    or (x.class, x.oid) in (select m.classid, m.objid from member m)
  )
  and x.acl::pg_catalog.text <> coalesce(i.initprivs::pg_catalog.text, '')
