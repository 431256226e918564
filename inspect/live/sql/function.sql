select
  p.oid,
  p.pronamespace,
  p.proname,
  p.proowner,
  p.proacl,
  p.prokind,
  pg_catalog.oidvectortypes(p.proargtypes),
  -- defaults are expressions, which functionexpr.sql reads
  case when p.pronargdefaults = 0 then pg_catalog.pg_get_function_arguments(p.oid) end,
  pg_catalog.pg_get_function_result(p.oid),
  p.prolang,
  case
    when p.protrftypes is not null then array(
      select pg_catalog.format_type(k.typ, null)
      from pg_catalog.unnest(p.protrftypes) with ordinality k(typ, place)
      order by k.place
    )
  end,
  p.provolatile,
  p.proisstrict,
  p.prosecdef,
  p.proleakproof,
  p.proparallel,
  p.procost,
  p.prorows,
  p.proretset,
  case when p.prosupport <> 0 then p.prosupport::pg_catalog.regproc::pg_catalog.text end,
  p.proconfig,
  p.probin,
  p.prosrc
from pg_catalog.pg_proc p
where p.pronamespace = any ($1::pg_catalog.oid[])
  -- parts of extensions, and the constructors of ranges
  and p.oid not in (
    select d.objid
    from pg_catalog.pg_depend d
    where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      and d.deptype in ('e', 'i')
  )
