select
  x.oid,
  x.extname,
  x.extowner,
  n.nspname,
  x.extversion
from pg_catalog.pg_extension x
join pg_catalog.pg_namespace n
  on n.oid = x.extnamespace
where x.oid >= 16384
