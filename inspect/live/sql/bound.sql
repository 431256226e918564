select
  c.oid,
  coalesce(pg_catalog.pg_get_expr(c.relpartbound, c.oid), '')
from pg_catalog.pg_class c
where c.oid = any ($1::pg_catalog.oid[])
