-- of tables, where the number is 0, and of columns
select
  d.objoid,
  d.objsubid,
  d.description
from pg_catalog.pg_description d
join pg_catalog.pg_class c
  on c.oid = d.objoid
where d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
  and c.relnamespace = any ($1::pg_catalog.oid[])
  and c.relkind in ('r', 'p', 'f', 'v', 'm')
