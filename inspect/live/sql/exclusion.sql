select
  o.oid,
  pg_catalog.pg_get_constraintdef(o.oid)
from pg_catalog.pg_constraint o
where o.oid = any ($1::pg_catalog.oid[])
