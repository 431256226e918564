select
  t.oid,
  pg_catalog.pg_get_triggerdef(t.oid, false)
from pg_catalog.pg_trigger t
where t.oid = any ($1::pg_catalog.oid[])
