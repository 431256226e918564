select
  p.oid,
  p.pronamespace,
  p.proname,
  p.proowner,
  p.proacl,
  p.pronargs,
  pg_catalog.oidvectortypes(p.proargtypes),
  pg_catalog.pg_get_function_arguments(p.oid),
  a.aggkind,
  a.aggtransfn::pg_catalog.regproc::pg_catalog.text,
  pg_catalog.format_type(a.aggtranstype, null),
  a.aggtransspace,
  case when a.aggfinalfn <> 0 then a.aggfinalfn::pg_catalog.regproc::pg_catalog.text end,
  a.aggfinalextra,
  a.aggfinalmodify,
  case when a.aggcombinefn <> 0 then a.aggcombinefn::pg_catalog.regproc::pg_catalog.text end,
  case when a.aggserialfn <> 0 then a.aggserialfn::pg_catalog.regproc::pg_catalog.text end,
  case when a.aggdeserialfn <> 0 then a.aggdeserialfn::pg_catalog.regproc::pg_catalog.text end,
  a.agginitval,
  case when a.aggmtransfn <> 0 then a.aggmtransfn::pg_catalog.regproc::pg_catalog.text end,
  case when a.aggminvtransfn <> 0 then a.aggminvtransfn::pg_catalog.regproc::pg_catalog.text end,
  case when a.aggmtranstype <> 0 then pg_catalog.format_type(a.aggmtranstype, null) end,
  a.aggmtransspace,
  case when a.aggmfinalfn <> 0 then a.aggmfinalfn::pg_catalog.regproc::pg_catalog.text end,
  a.aggmfinalextra,
  a.aggmfinalmodify,
  a.aggminitval,
  case when a.aggsortop <> 0 then a.aggsortop::pg_catalog.regoper::pg_catalog.text end,
  p.proparallel
from pg_catalog.pg_aggregate a
join pg_catalog.pg_proc p
  on p.oid = a.aggfnoid
where p.pronamespace = any ($1::pg_catalog.oid[])
  and p.oid not in (
    select d.objid
    from pg_catalog.pg_depend d
    where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      and d.deptype = 'e'
  )
