select
  p.oid,
  p.opcmethod,
  case when n.nspname <> 'pg_catalog' then pg_catalog.quote_ident(n.nspname) else '' end,
  pg_catalog.quote_ident(p.opcname),
  p.opcintype,
  p.opcdefault
from pg_catalog.pg_opclass p
join pg_catalog.pg_namespace n
  on n.oid = p.opcnamespace
order by p.opcname, p.oid
