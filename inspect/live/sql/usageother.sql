select
  n.nspname,
  c.relname
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n
  on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  and c.oid >= 16384
  and c.relpersistence <> 't'
  and c.relnamespace <> 99 -- pg_toast
order by
  n.nspname,
  c.relname
