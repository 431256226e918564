select
  f.oid,
  f.cfgnamespace,
  f.cfgname,
  f.cfgowner,
  pg_catalog.concat(pg_catalog.quote_ident(n.nspname), '.', pg_catalog.quote_ident(p.prsname))
from pg_catalog.pg_ts_config f
join pg_catalog.pg_ts_parser p
  on p.oid = f.cfgparser
join pg_catalog.pg_namespace n
  on n.oid = p.prsnamespace
where f.oid >= 16384
  and f.cfgnamespace = any ($1::pg_catalog.oid[])
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_ts_config'::pg_catalog.regclass
      and e.objid = f.oid
      and e.deptype = 'e'
  )
