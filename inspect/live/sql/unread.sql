select
  pg_catalog.count(*) filter (where c.relkind in ('v', 'm')),
  pg_catalog.count(*) filter (where c.relkind = 'p'),
  pg_catalog.count(*) filter (where h.inhrelid is not null),
  pg_catalog.count(*) filter (where c.relrowsecurity),
  pg_catalog.count(*) filter (where c.relpersistence = 'u' and c.relkind in ('r', 'p')),
  pg_catalog.count(*) filter (where c.reloptions is not null and c.relkind in ('r', 'p'))
from pg_catalog.pg_class c
left join (
  select distinct i.inhrelid
  from pg_catalog.pg_inherits i
) h
  on h.inhrelid = c.oid
  and not c.relispartition
where c.relnamespace = any ($1::pg_catalog.oid[])
  and c.relkind in ('r', 'p', 'f', 'v', 'm')
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and e.objid = c.oid
      and e.deptype = 'e'
  )
