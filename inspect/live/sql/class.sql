-- Which catalogs hold objects that a user made: most hold none, and need not be
-- read. What is in a schema, or belongs to a table, or to another object, has
-- left a row in pg_depend; these are found by jumping through its index. What
-- need not have is looked for in its own catalog, each of a page or two.
with recursive class (id) as (
  select pg_catalog.min(d.classid)
  from pg_catalog.pg_depend d
  union all
  select (
    select pg_catalog.min(d.classid)
    from pg_catalog.pg_depend d
    where d.classid > c.id
  )
  from class c
  where c.id is not null
)
select r.relname::pg_catalog.text
from class c
join pg_catalog.pg_class r
  on r.oid = c.id
where exists (
  select
  from pg_catalog.pg_depend d
  where d.classid = c.id
    and d.objid >= 16384
)
union
select 'pg_language'
where exists (
  select
  from pg_catalog.pg_language c
  where c.oid >= 16384
)
union
select 'pg_am'
where exists (
  select
  from pg_catalog.pg_am c
  where c.oid >= 16384
)
union
select 'pg_cast'
where exists (
  select
  from pg_catalog.pg_cast c
  where c.oid >= 16384
)
union
select 'pg_transform'
where exists (
  select
  from pg_catalog.pg_transform c
  where c.oid >= 16384
)
union
select 'pg_foreign_data_wrapper'
where exists (
  select
  from pg_catalog.pg_foreign_data_wrapper c
  where c.oid >= 16384
)
union
select 'pg_foreign_server'
where exists (
  select
  from pg_catalog.pg_foreign_server c
  where c.oid >= 16384
)
union
select 'pg_publication'
where exists (
  select
  from pg_catalog.pg_publication c
  where c.oid >= 16384
)
union
select 'pg_subscription'
where exists (
  select
  from pg_catalog.pg_subscription c
  where c.subdbid is not null
)
union
select 'pg_event_trigger'
where exists (
  select
  from pg_catalog.pg_event_trigger c
  where c.oid >= 16384
)
union
select 'pg_default_acl'
where exists (
  select
  from pg_catalog.pg_default_acl c
)
union
select 'pg_largeobject_metadata'
where exists (
  select
  from pg_catalog.pg_largeobject_metadata c
)
union
select 'pg_seclabel'
where exists (
  select
  from pg_catalog.pg_seclabel c
)
union
select 'pg_inherits'
where exists (
  select
  from pg_catalog.pg_inherits c
)
union
select 'pg_enum'
where exists (
  select
  from pg_catalog.pg_enum c
)
