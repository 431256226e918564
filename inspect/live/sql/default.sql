select
  f.adrelid,
  f.adnum,
  -- without a table none need be opened, which would wait for its locks
  coalesce(pg_catalog.pg_get_expr(
    f.adbin,
    case when pg_catalog.strpos(f.adbin::pg_catalog.text, '{VAR ') > 0 then f.adrelid else 0 end
  ), '')
from pg_catalog.pg_attrdef f
join pg_catalog.pg_class c
  on c.oid = f.adrelid
where c.relnamespace = any ($1::pg_catalog.oid[])
