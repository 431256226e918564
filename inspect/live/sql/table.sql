select
  c.oid,
  c.relnamespace,
  c.relname,
  c.relkind,
  c.relispartition,
  coalesce(pn.nspname, ''),
  coalesce(p.relname, ''),
  p.relispartition
from pg_catalog.pg_class c
left join pg_catalog.pg_inherits h
  on h.inhrelid = c.oid
  and c.relispartition
left join pg_catalog.pg_class p
  on p.oid = h.inhparent
left join pg_catalog.pg_namespace pn
  on pn.oid = p.relnamespace
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
order by c.relname
