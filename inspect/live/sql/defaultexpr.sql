select
  f.adrelid::pg_catalog.int8 * 65536 + f.adnum,
  pg_catalog.pg_get_expr(f.adbin, f.adrelid)
from pg_catalog.pg_attrdef f
where f.adrelid::pg_catalog.int8 * 65536 + f.adnum = any ($1::pg_catalog.int8[])
  and f.adrelid = any ($2::pg_catalog.oid[])
