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
  t.typbasetype,
  case when t.typbasetype <> 0 and t.typtypmod >= 0 then pg_catalog.format_type(t.typbasetype, t.typtypmod) else '' end,
  t.typnotnull,
  coalesce(pg_catalog.pg_get_expr(t.typdefaultbin, 0), '')
from pg_catalog.pg_type t
where t.oid = any ($1::pg_catalog.oid[])
  or t.typarray = any ($1::pg_catalog.oid[])
