-- what ALTER ... DEPENDS ON EXTENSION said
select
  c.relname,
  d.objid,
  x.extname
from pg_catalog.pg_depend d
join pg_catalog.pg_class c
  on c.oid = d.classid
join pg_catalog.pg_extension x
  on x.oid = d.refobjid
where d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
  and d.deptype = 'x'
order by x.extname
