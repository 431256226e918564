select
  s.oid,
  s.srvname,
  s.srvowner,
  s.srvacl,
  s.srvtype,
  s.srvversion,
  pg_catalog.quote_ident(w.fdwname),
  s.srvoptions
from pg_catalog.pg_foreign_server s
join pg_catalog.pg_foreign_data_wrapper w
  on w.oid = s.srvfdw
where s.oid >= 16384
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_foreign_server'::pg_catalog.regclass
      and e.objid = s.oid
      and e.deptype = 'e'
  )
