select
  e.extname,
  n.nspname
from pg_catalog.pg_extension e
join pg_catalog.pg_namespace n
  on n.oid = e.extnamespace
where e.extname in ('pg_stat_statements', 'plpgsql_check')
