select
  m.oid,
  m.amname,
  m.amtype,
  m.amhandler
from pg_catalog.pg_am m
where m.oid >= 16384
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_am'::pg_catalog.regclass
      and e.objid = m.oid
      and e.deptype = 'e'
  )
