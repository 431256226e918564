select
  o.conrelid,
  o.conname,
  o.conkey[1]
from pg_catalog.pg_constraint o
where o.connamespace = any ($1::pg_catalog.oid[])
  and o.contype = 'n'
  and not o.convalidated
order by o.conname, o.conrelid
