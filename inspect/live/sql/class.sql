-- Which catalogs hold objects that a user made: most hold none, and need not be
-- read. What is in a schema, or belongs to a table, or to another object, has
-- left a row in pg_depend. Of the catalogs that initdb leaves empty the size
-- tells, without opening their indexes. What remains is looked for by number.
select id::pg_catalog.text
from pg_catalog.unnest('{
  pg_catalog.pg_collation,
  pg_catalog.pg_conversion,
  pg_catalog.pg_opclass,
  pg_catalog.pg_operator,
  pg_catalog.pg_opfamily,
  pg_catalog.pg_policy,
  pg_catalog.pg_proc,
  pg_catalog.pg_rewrite,
  pg_catalog.pg_statistic_ext,
  pg_catalog.pg_trigger,
  pg_catalog.pg_ts_config,
  pg_catalog.pg_ts_dict,
  pg_catalog.pg_ts_parser,
  pg_catalog.pg_ts_template
}'::pg_catalog.regclass[]) id
where (
  -- the least one, rather than any: the index has it, and nothing else is read
  select pg_catalog.min(d.objid)
  from pg_catalog.pg_depend d
  where d.classid = id
    and d.objid >= 16384
) is not null
union all
select id::pg_catalog.text
from pg_catalog.unnest('{
  pg_catalog.pg_db_role_setting,
  pg_catalog.pg_default_acl,
  pg_catalog.pg_enum,
  pg_catalog.pg_event_trigger,
  pg_catalog.pg_foreign_data_wrapper,
  pg_catalog.pg_foreign_server,
  pg_catalog.pg_inherits,
  pg_catalog.pg_largeobject_metadata,
  pg_catalog.pg_publication,
  pg_catalog.pg_seclabel,
  pg_catalog.pg_shseclabel,
  pg_catalog.pg_transform
}'::pg_catalog.regclass[]) id
where pg_catalog.pg_relation_size(id) > 0
union all
select 'pg_cast'
where exists (
  select
  from pg_catalog.pg_cast c
  where c.oid >= 16384
)
union all
select 'pg_extension'
where exists (
  select
  from pg_catalog.pg_extension x
  where x.oid >= 16384
)
union all
-- an operator may have been added to a family of PostgreSQL's own
select 'pg_opfamily'
where exists (
  select
  from pg_catalog.pg_amop o
  where o.oid >= 16384
)
or exists (
  select
  from pg_catalog.pg_amproc p
  where p.oid >= 16384
)
union all
-- those of other databases are none of ours, and come and go without us
select 'pg_subscription'
where exists (
  select
  from pg_catalog.pg_subscription c
  where c.subdbid = (
    select d.oid
    from pg_catalog.pg_database d
    where d.datname = pg_catalog.current_database()
  )
)
