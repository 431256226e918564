select
  p.oid,
  p.prsnamespace,
  p.prsname,
  p.prsstart,
  p.prstoken,
  p.prsend,
  p.prsheadline,
  p.prslextype
from pg_catalog.pg_ts_parser p
where p.oid >= 16384
  and p.prsnamespace = any ($1::pg_catalog.oid[])
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_ts_parser'::pg_catalog.regclass
      and e.objid = p.oid
      and e.deptype = 'e'
  )
