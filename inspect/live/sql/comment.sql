-- Comments but for those of initdb, whose last transaction was $1, on parts of
-- PostgreSQL itself.
select
  d.classoid,
  d.objoid,
  d.objsubid,
  d.description
from pg_catalog.pg_description d
where d.objoid >= 16384
  or d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
  or d.xmin::pg_catalog.text::pg_catalog.int8 > $1::pg_catalog.int8
