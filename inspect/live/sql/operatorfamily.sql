-- those of PostgreSQL itself, too: users may add to them
select
  y.oid,
  y.opfnamespace,
  y.opfname,
  y.opfowner,
  m.amname
from pg_catalog.pg_opfamily y
join pg_catalog.pg_am m
  on m.oid = y.opfmethod
where (
    y.oid >= 16384 and y.opfnamespace = any ($1::pg_catalog.oid[])
    or y.oid in (select a.amopfamily from pg_catalog.pg_amop a where a.oid >= 16384)
    or y.oid in (select a.amprocfamily from pg_catalog.pg_amproc a where a.oid >= 16384)
  )
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass
      and e.objid = y.oid
      and e.deptype = 'e'
  )
