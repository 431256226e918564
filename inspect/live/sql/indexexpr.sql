select
  i.indexrelid,
  k.attnum,
  pg_catalog.pg_get_indexdef(i.indexrelid, k.attnum, false),
  k.atttypid,
  -- an expression may have a collation by itself; only the spelling tells
  i.indcollation[k.attnum - 1] <> t.typcollation and pg_catalog.strpos(
    pg_catalog.pg_get_indexdef(i.indexrelid),
    pg_catalog.concat(pg_catalog.pg_get_indexdef(i.indexrelid, k.attnum, false), ' COLLATE ')
  ) > 0
from pg_catalog.pg_index i
join pg_catalog.pg_attribute k
  on k.attrelid = i.indexrelid
  and k.attnum <= i.indnkeyatts
join pg_catalog.pg_type t
  on t.oid = k.atttypid
where i.indexrelid = any ($1::pg_catalog.oid[])
  and i.indkey[k.attnum - 1] = 0
