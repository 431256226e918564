select
  t.oid,
  t.typarray,
  t.typnamespace,
  t.typname,
  t.typtype,
  t.typcategory,
  t.typispreferred,
  t.typcollation,
  t.typstorage,
  t.typbasetype
from pg_catalog.pg_type t
where t.oid = any ($1::pg_catalog.oid[])
  or t.typarray = any ($1::pg_catalog.oid[])
