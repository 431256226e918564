select
  e.classid,
  e.objid
from pg_catalog.pg_depend e
where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
  and e.deptype = 'e'
