select
  c.oid,
  pg_catalog.pg_get_viewdef(c.oid)
from pg_catalog.pg_class c
where c.oid = any ($1::pg_catalog.oid[])
