select
  d.classoid,
  d.objoid,
  d.objsubid,
  d.description
from pg_catalog.pg_description d
where d.objoid >= 16384
  or d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
