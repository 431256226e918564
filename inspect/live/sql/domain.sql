select
  t.oid,
  t.typbasetype,
  case when t.typtypmod >= 0 then pg_catalog.format_type(t.typbasetype, t.typtypmod) else '' end,
  t.typnotnull,
  coalesce(pg_catalog.pg_get_expr(t.typdefaultbin, 0), ''),
  t.typcollation
from pg_catalog.pg_type t
where t.typtype = 'd'
  and t.typnamespace = any ($1::pg_catalog.oid[])
