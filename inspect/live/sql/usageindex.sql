-- The size is that of the last VACUUM or ANALYZE: asking for today's would lock
-- every index.
select
  n.nspname,
  c.relname,
  x.relname,
  x.relpages::pg_catalog.int8 * pg_catalog.current_setting('block_size')::pg_catalog.int8
from pg_catalog.pg_index i
join pg_catalog.pg_class x
  on x.oid = i.indexrelid
  and x.relkind = 'i'
join pg_catalog.pg_class c
  on c.oid = i.indrelid
  and c.relkind in ('r', 'm')
  and c.relpersistence <> 't'
join pg_catalog.pg_namespace n
  on n.oid = c.relnamespace
where i.indexrelid >= 16384
  and not i.indisunique
  and c.relnamespace <> 99 -- pg_toast
  and pg_catalog.pg_stat_get_numscans(i.indexrelid) = 0
order by
  n.nspname,
  x.relname
