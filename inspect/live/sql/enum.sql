select
  t.oid,
  t.typnamespace,
  t.typname,
  array(
    select l.enumlabel::pg_catalog.text
    from pg_catalog.pg_enum l
    where l.enumtypid = t.oid
    order by l.enumsortorder
  ),
  coalesce(d.description, '')
from pg_catalog.pg_type t
left join pg_catalog.pg_description d
  on d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass
  and d.objoid = t.oid
where t.typtype = 'e'
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
