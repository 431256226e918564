select
  t.oid,
  t.typnamespace,
  t.typname,
  t.typtype,
  t.typcategory,
  t.typispreferred,
  t.typcollation,
  coalesce(e.oid, 0),
  t.typbasetype,
  coalesce(c.relkind, '')
from pg_catalog.pg_type t
left join pg_catalog.pg_type e
  on e.oid = t.typelem
  and e.typarray = t.oid
left join pg_catalog.pg_class c
  on c.oid = t.typrelid
where t.typisdefined
order by t.typname, t.oid
