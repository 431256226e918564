select
  a.oid,
  a.defaclrole,
  a.defaclnamespace,
  a.defaclobjtype,
  a.defaclacl
from pg_catalog.pg_default_acl a
where a.oid >= 16384
  and (a.defaclnamespace = 0 or a.defaclnamespace = any ($1::pg_catalog.oid[]))
