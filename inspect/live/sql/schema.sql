select
  n.oid,
  n.nspname,
  coalesce(d.description, ''),
  exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
      and e.objid = n.oid
      and e.deptype = 'e'
  )
from pg_catalog.pg_namespace n
left join pg_catalog.pg_description d
  on d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
  and d.objoid = n.oid
order by n.nspname
