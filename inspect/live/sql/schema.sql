select
  n.oid,
  n.nspname,
  n.nspowner,
  n.nspacl
from pg_catalog.pg_namespace n
order by n.nspname
