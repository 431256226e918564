select
  o.conrelid,
  o.contypid,
  o.conname,
  coalesce(pg_catalog.pg_get_expr(
    o.conbin,
    case when pg_catalog.strpos(o.conbin::pg_catalog.text, '{VAR ') > 0 then o.conrelid else 0 end
  ), ''),
  o.connoinherit,
  o.convalidated,
  o.conenforced -- since 18
  true          -- before 18
from pg_catalog.pg_constraint o
where o.contype = 'c'
  and o.connamespace = any ($1::pg_catalog.oid[])
order by o.conname, o.conrelid, o.contypid
