select
  i.indexrelid,
  pg_catalog.pg_get_expr(i.indpred, i.indrelid)
from pg_catalog.pg_index i
where i.indexrelid = any ($1::pg_catalog.oid[])
