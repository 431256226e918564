select
  l.oid,
  l.lanname,
  l.lanowner,
  l.lanacl,
  l.lanpltrusted,
  case when l.lanplcallfoid <> 0 then l.lanplcallfoid::pg_catalog.regproc end,
  case when l.laninline <> 0 then l.laninline::pg_catalog.regproc end,
  case when l.lanvalidator <> 0 then l.lanvalidator::pg_catalog.regproc end
from pg_catalog.pg_language l
where l.oid >= 16384
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_language'::pg_catalog.regclass
      and e.objid = l.oid
      and e.deptype = 'e'
  )
