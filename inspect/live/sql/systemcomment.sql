-- Comments of users on parts of PostgreSQL itself: written after those of initdb,
-- whose last transaction was $1.
select
  d.classoid,
  d.objoid,
  d.description,
  o.type,
  o.schema,
  o.name,
  o.identity
from pg_catalog.pg_description d, pg_catalog.pg_identify_object(d.classoid, d.objoid, 0) o
where d.objoid < 16384
  and d.objsubid = 0
  and d.classoid <> 'pg_catalog.pg_namespace'::pg_catalog.regclass
  and d.xmin::pg_catalog.text::pg_catalog.int8 > $1::pg_catalog.int8
