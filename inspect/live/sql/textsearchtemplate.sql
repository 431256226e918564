select
  t.oid,
  t.tmplnamespace,
  t.tmplname,
  t.tmplinit,
  t.tmpllexize
from pg_catalog.pg_ts_template t
where t.oid >= 16384
  and t.tmplnamespace = any ($1::pg_catalog.oid[])
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_ts_template'::pg_catalog.regclass
      and e.objid = t.oid
      and e.deptype = 'e'
  )
