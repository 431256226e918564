select
  o.conrelid,
  o.conname,
  coalesce(pg_catalog.pg_get_constraintdef(o.oid), '')
from pg_catalog.pg_constraint o
where o.contype = 'x'
  and o.connamespace = any ($1::pg_catalog.oid[])
order by o.conname, o.conrelid
