select
  p.oid,
  case when p.pronargdefaults > 0 then pg_catalog.pg_get_function_arguments(p.oid) end,
  case when p.prosqlbody is not null then pg_catalog.pg_get_function_sqlbody(p.oid) end -- since 14
  null                                                                                  -- before 14
from pg_catalog.pg_proc p
where p.pronamespace = any ($1::pg_catalog.oid[])
  and (p.pronargdefaults > 0 or p.prosqlbody is not null) -- since 14
  and p.pronargdefaults > 0                               -- before 14
  and p.oid not in (
    select d.objid
    from pg_catalog.pg_depend d
    where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      and d.deptype = 'e'
  )
