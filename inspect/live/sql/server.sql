-- The marks are what relatives of PostgreSQL and services have of their own.
select
  pg_catalog.version(),
  pg_catalog.current_setting('server_version_num'),
  pg_catalog.current_database(),
  current_user,
  pg_catalog.current_setting('is_superuser') = 'on',
  d.datdba = pg_catalog.quote_ident(current_user)::pg_catalog.regrole,
  pg_catalog.pg_is_in_recovery(),
  pg_catalog.pg_encoding_to_char(d.encoding),
  pg_catalog.pg_backend_pid(),
  (
    select pg_catalog.array_agg(e.extname::pg_catalog.text)
    from pg_catalog.pg_extension e
    where e.extname in ('citus', 'timescaledb')
  ),
  pg_catalog.array_remove(array[
    case when pg_catalog.to_regrole('rds_superuser') is not null then 'rds_superuser' end,
    case when pg_catalog.to_regrole('alloydbsuperuser') is not null then 'alloydbsuperuser' end,
    case when pg_catalog.to_regrole('cloudsqlsuperuser') is not null then 'cloudsqlsuperuser' end,
    case when pg_catalog.to_regrole('azure_pg_admin') is not null then 'azure_pg_admin' end,
    case when pg_catalog.to_regproc('pg_catalog.aurora_version') is not null then 'aurora_version' end
  ], null)
from pg_catalog.pg_database d
where d.datname = pg_catalog.current_database()
