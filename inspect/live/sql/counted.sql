-- parts of extensions, and parts of other objects, as the constructors of a range
with member as materialized (
  select
    e.classid,
    e.objid
  from pg_catalog.pg_depend e
  where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
    and e.deptype = 'e'
  union all
  select
    i.classid,
    i.objid
  from pg_catalog.pg_depend i
  where i.classid in ('pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_cast'::pg_catalog.regclass)
    and i.deptype = 'i'
),
found as (
  select
    'composite' as kind,
    'pg_catalog.pg_class'::pg_catalog.regclass as classid,
    c.oid as objid
  from pg_catalog.pg_class c
  where c.relnamespace = any ($1::pg_catalog.oid[])
    and c.relkind = 'c'
  union all
  select
    case t.typtype when 'r' then 'range' else 'base type' end,
    'pg_catalog.pg_type'::pg_catalog.regclass,
    t.oid
  from pg_catalog.pg_type t
  where t.typnamespace = any ($1::pg_catalog.oid[])
    and t.typtype in ('r', 'b', 'p')
    and t.typcategory <> 'A'
  union all
  select
    'collation',
    'pg_catalog.pg_collation'::pg_catalog.regclass,
    l.oid
  from pg_catalog.pg_collation l
  where l.collnamespace = any ($1::pg_catalog.oid[])
  union all
  select
    'operator',
    'pg_catalog.pg_operator'::pg_catalog.regclass,
    o.oid
  from pg_catalog.pg_operator o
  where o.oprnamespace = any ($1::pg_catalog.oid[])
  union all
  select
    'operator class',
    'pg_catalog.pg_opclass'::pg_catalog.regclass,
    o.oid
  from pg_catalog.pg_opclass o
  where o.opcnamespace = any ($1::pg_catalog.oid[])
  union all
  select
    'text search configuration',
    'pg_catalog.pg_ts_config'::pg_catalog.regclass,
    s.oid
  from pg_catalog.pg_ts_config s
  where s.cfgnamespace = any ($1::pg_catalog.oid[])
  union all
  select
    'text search dictionary',
    'pg_catalog.pg_ts_dict'::pg_catalog.regclass,
    s.oid
  from pg_catalog.pg_ts_dict s
  where s.dictnamespace = any ($1::pg_catalog.oid[])
  union all
  select
    'conversion',
    'pg_catalog.pg_conversion'::pg_catalog.regclass,
    v.oid
  from pg_catalog.pg_conversion v
  where v.connamespace = any ($1::pg_catalog.oid[])
  union all
  select
    'cast',
    'pg_catalog.pg_cast'::pg_catalog.regclass,
    v.oid
  from pg_catalog.pg_cast v
  where v.oid >= 16384
  union all
  select
    'language',
    'pg_catalog.pg_language'::pg_catalog.regclass,
    v.oid
  from pg_catalog.pg_language v
  where v.oid >= 16384
  union all
  select
    'foreign server',
    'pg_catalog.pg_foreign_server'::pg_catalog.regclass,
    v.oid
  from pg_catalog.pg_foreign_server v
  union all
  select
    'operator family',
    'pg_catalog.pg_opfamily'::pg_catalog.regclass,
    v.oid
  from pg_catalog.pg_opfamily v
  where v.opfnamespace = any ($1::pg_catalog.oid[])
  union all
  select
    'access method',
    'pg_catalog.pg_am'::pg_catalog.regclass,
    v.oid
  from pg_catalog.pg_am v
  where v.oid >= 16384
  union all
  select
    'text search parser',
    'pg_catalog.pg_ts_parser'::pg_catalog.regclass,
    v.oid
  from pg_catalog.pg_ts_parser v
  where v.prsnamespace = any ($1::pg_catalog.oid[])
  union all
  select
    'text search template',
    'pg_catalog.pg_ts_template'::pg_catalog.regclass,
    v.oid
  from pg_catalog.pg_ts_template v
  where v.tmplnamespace = any ($1::pg_catalog.oid[])
  union all
  select
    'transform',
    'pg_catalog.pg_transform'::pg_catalog.regclass,
    v.oid
  from pg_catalog.pg_transform v
  where v.oid >= 16384
  union all
  select
    'foreign-data wrapper',
    'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass,
    v.oid
  from pg_catalog.pg_foreign_data_wrapper v
  where v.oid >= 16384
  union all
  select
    'default privileges',
    'pg_catalog.pg_default_acl'::pg_catalog.regclass,
    v.oid
  from pg_catalog.pg_default_acl v
  where v.oid >= 16384
  union all
  select
    'large object',
    'pg_catalog.pg_largeobject_metadata'::pg_catalog.regclass,
    v.oid
  from pg_catalog.pg_largeobject_metadata v
  where v.oid >= 16384
  union all
  select
    'user mapping',
    'pg_catalog.pg_user_mappings'::pg_catalog.regclass,
    v.umid
  from pg_catalog.pg_user_mappings v
  where v.umid >= 16384
)
select
  f.kind,
  pg_catalog.count(*)
from found f
where not exists (
  select
  from member m
  where m.classid = f.classid
    and m.objid = f.objid
)
group by f.kind
order by f.kind
