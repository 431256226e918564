-- Comments of users on parts of PostgreSQL itself: initdb's own were written
-- before it made template0.
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
  and d.xmin::pg_catalog.text::pg_catalog.int8 > (
    select t.xmin::pg_catalog.text::pg_catalog.int8
    from pg_catalog.pg_database t
    where t.datname = 'template0'
      and t.oid < 16384
  )
