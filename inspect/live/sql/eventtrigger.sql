select
  e.oid,
  e.evtname,
  e.evtowner,
  e.evtevent,
  e.evttags,
  e.evtfoid::pg_catalog.regproc::pg_catalog.text,
  e.evtenabled
from pg_catalog.pg_event_trigger e
where e.oid not in (
  select d.objid
  from pg_catalog.pg_depend d
  where d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
    and d.classid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass
    and d.deptype = 'e'
)
