-- schemas that extensions keep for themselves
select e.objid
from pg_catalog.pg_depend e
where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
  and e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
  and e.deptype = 'e'
