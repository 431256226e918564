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
left join pg_catalog.pg_class c
  on c.oid = o.conrelid
left join pg_catalog.pg_type t
  on t.oid = o.contypid
where o.contype = 'c'
  and coalesce(c.relnamespace, t.typnamespace) = any ($1::pg_catalog.oid[])
order by o.conname, o.conrelid, o.contypid
