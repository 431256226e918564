select
  t.oid,
  t.typnamespace,
  t.typname,
  t.typbasetype,
  case when t.typtypmod >= 0 then pg_catalog.format_type(t.typbasetype, t.typtypmod) else '' end,
  t.typnotnull,
  coalesce(pg_catalog.pg_get_expr(t.typdefaultbin, 0), ''),
  t.typcollation,
  coalesce(d.description, '')
from pg_catalog.pg_type t
left join pg_catalog.pg_description d
  on d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass
  and d.objoid = t.oid
where t.typtype = 'd'
  and t.typnamespace = any ($1::pg_catalog.oid[])
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
      and e.objid = t.oid
      and e.deptype = 'e'
  )
order by t.typname
