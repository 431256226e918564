select distinct
  n.nspname
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n
  on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'f', 'v', 'm')
  and c.relpersistence <> 't'
  and n.nspname !~ '^pg_'
  and n.nspname <> 'information_schema'
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and e.objid = c.oid
      and e.deptype = 'e'
  )
order by n.nspname
