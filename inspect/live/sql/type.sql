-- An array type has no row of its own here: its element's tells of it.
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
  coalesce(pg_catalog.pg_get_expr(t.typdefaultbin, 0), ''),
  t.typowner,
  t.typacl
from pg_catalog.pg_type t
