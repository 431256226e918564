select
  x.oid,
  pg_catalog.format_type(x.trftype, null),
  pg_catalog.quote_ident(l.lanname),
  case when x.trffromsql <> 0 then x.trffromsql::pg_catalog.oid::pg_catalog.regprocedure end,
  case when x.trftosql <> 0 then x.trftosql::pg_catalog.oid::pg_catalog.regprocedure end
from pg_catalog.pg_transform x
join pg_catalog.pg_language l
  on l.oid = x.trflang
where x.oid >= 16384
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_transform'::pg_catalog.regclass
      and e.objid = x.oid
      and e.deptype = 'e'
  )
