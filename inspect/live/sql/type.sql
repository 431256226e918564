-- An array type has no row of its own here: its element's tells of it. Types of
-- the rows of tables are asked for where a column has one.
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
where (t.typrelid = 0 or t.typtype = 'c' and exists (
    select
    from pg_catalog.pg_class c
    where c.oid = t.typrelid
      and c.relkind = 'c'
  ))
  and (t.typcategory <> 'A' or t.typarray <> 0)
