-- Expressions that name no column are spelt here, once for all that are equal:
-- without a table none need be opened, which would wait for its locks. The
-- others are only keys, of which one of each kind is spelt later.
select
  pg_catalog.strpos(f.adbin::pg_catalog.text, '{VAR ') > 0,
  case
    when pg_catalog.strpos(f.adbin::pg_catalog.text, '{VAR ') > 0 then f.adbin::pg_catalog.text
    else pg_catalog.pg_get_expr(f.adbin, 0)
  end,
  pg_catalog.array_agg(f.adrelid::pg_catalog.int8 * 65536 + f.adnum)
from pg_catalog.pg_attrdef f
group by f.adbin
