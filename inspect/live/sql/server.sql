select
  pg_catalog.version(),
  pg_catalog.current_setting('server_version_num'),
  pg_catalog.current_database(),
  current_user,
  r.rolsuper,
  r.oid = d.datdba,
  pg_catalog.pg_is_in_recovery(),
  pg_catalog.pg_encoding_to_char(d.encoding)
from pg_catalog.pg_roles r
cross join pg_catalog.pg_database d
where r.rolname = current_user
  and d.datname = pg_catalog.current_database()
