union all
select
  'pg_catalog.pg_class'::pg_catalog.regclass,
  a.attrelid,
  'c',
  c.relowner,
  a.attacl,
  i.initprivs,
  o.type,
  o.schema,
  o.name,
  o.identity,
  a.attname::pg_catalog.text
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c
  on c.oid = a.attrelid
left join pg_catalog.pg_init_privs i
  on i.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
  and i.objoid = a.attrelid
  and i.objsubid = a.attnum,
  pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, a.attrelid, 0) o
where a.attrelid < 16384
  and a.attacl is not null
  and a.attacl::pg_catalog.text <> coalesce(i.initprivs::pg_catalog.text, '')
