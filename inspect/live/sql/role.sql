select
  r.oid,
  r.rolname
from pg_catalog.pg_roles r
