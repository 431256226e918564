-- Options are shown to few roles, and are passwords: they are not asked for.
select
  u.umid,
  u.srvname,
  u.usename
from pg_catalog.pg_user_mappings u
