select
  pg_catalog.version(),
  pg_catalog.current_setting('server_version_num'),
  pg_catalog.current_database(),
  current_user,
  r.rolsuper,
  r.oid = d.datdba,
  pg_catalog.pg_is_in_recovery(),
  pg_catalog.pg_encoding_to_char(d.encoding),
  pg_catalog.pg_backend_pid(),
  (
    select pg_catalog.array_agg(e.extname::pg_catalog.text)
    from pg_catalog.pg_extension e
    where e.extname in ('citus', 'timescaledb')
  ),
  (
    select pg_catalog.array_agg(m.name)
    from (
      select o.rolname::pg_catalog.text as name
      from pg_catalog.pg_roles o
      where o.rolname in ('rds_superuser', 'alloydbsuperuser', 'cloudsqlsuperuser', 'azure_pg_admin')
      union
      select p.proname::pg_catalog.text
      from pg_catalog.pg_proc p
      where p.proname = 'aurora_version'
        and p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace
    ) m
  )
from pg_catalog.pg_roles r
cross join pg_catalog.pg_database d
where r.rolname = current_user
  and d.datname = pg_catalog.current_database()
