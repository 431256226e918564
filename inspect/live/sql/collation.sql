select
  l.oid,
  case when n.nspname <> 'pg_catalog' then pg_catalog.quote_ident(n.nspname) else '' end,
  pg_catalog.quote_ident(l.collname)
from pg_catalog.pg_collation l
join pg_catalog.pg_namespace n
  on n.oid = l.collnamespace
order by l.collname, l.oid
