select
  d.oid,
  l.provider,
  l.label
from pg_catalog.pg_database d
join pg_catalog.pg_shseclabel l
  on l.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
  and l.objoid = d.oid
where d.datname = pg_catalog.current_database()
order by l.provider
