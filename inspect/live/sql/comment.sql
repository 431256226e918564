-- Comments but for those of initdb on parts of PostgreSQL itself. Its last
-- transaction was $1; where that is 0, and not known, they are not told apart.
select
  d.classoid,
  d.objoid,
  d.objsubid,
  d.description
from pg_catalog.pg_description d
where d.objoid >= 16384
  or d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
  or $1::pg_catalog.int8 > 0 and d.xmin::pg_catalog.text::pg_catalog.int8 > $1::pg_catalog.int8
