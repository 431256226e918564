select
  o.oid,
  pg_catalog.pg_get_expr(
    o.conbin,
    case when pg_catalog.strpos(o.conbin::pg_catalog.text, '{VAR ') > 0 then o.conrelid else 0 end
  )
from pg_catalog.pg_constraint o
where o.oid = any ($1::pg_catalog.oid[])
