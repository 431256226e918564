select
  w.oid,
  w.fdwname,
  w.fdwowner,
  w.fdwacl,
  case when w.fdwhandler <> 0 then w.fdwhandler::pg_catalog.regproc end,
  case when w.fdwvalidator <> 0 then w.fdwvalidator::pg_catalog.regproc end,
  w.fdwoptions
from pg_catalog.pg_foreign_data_wrapper w
where w.oid >= 16384
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass
      and e.objid = w.oid
      and e.deptype = 'e'
  )
