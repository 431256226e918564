-- a range type makes casts of its own
select
  c.oid,
  pg_catalog.format_type(c.castsource, null),
  pg_catalog.format_type(c.casttarget, null),
  c.castmethod,
  case when c.castfunc <> 0 then c.castfunc::pg_catalog.regprocedure end,
  c.castcontext
from pg_catalog.pg_cast c
where c.oid >= 16384
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass
      and e.objid = c.oid
      and e.deptype in ('e', 'i')
  )
