select
  o.conrelid,
  o.conname,
  o.conkey[1]
from pg_catalog.pg_constraint o
join pg_catalog.pg_class c
  on c.oid = o.conrelid
where c.relnamespace = any ($1::pg_catalog.oid[])
  and o.contype = 'n'
  and not o.convalidated
order by o.conname, o.conrelid
