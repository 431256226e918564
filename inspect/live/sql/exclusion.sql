select
  o.conrelid,
  o.conname,
  coalesce(pg_catalog.pg_get_constraintdef(o.oid), '')
from pg_catalog.pg_constraint o
join pg_catalog.pg_class c
  on c.oid = o.conrelid
where o.contype = 'x'
  and c.relnamespace = any ($1::pg_catalog.oid[])
order by o.conname, o.conrelid
