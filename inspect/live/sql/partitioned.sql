select
  p.partrelid,
  coalesce(pg_catalog.pg_get_partkeydef(p.partrelid), '')
from pg_catalog.pg_partitioned_table p
where p.partrelid = any ($1::pg_catalog.oid[])
