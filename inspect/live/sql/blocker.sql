select
  l.pid,
  l.granted,
  l.mode,
  coalesce(n.nspname, ''),
  coalesce(c.relname, ''),
  coalesce(a.state, ''),
  coalesce(extract(epoch from pg_catalog.clock_timestamp() - a.xact_start)::pg_catalog.int8, -1),
  pg_catalog.array_to_string(pg_catalog.pg_blocking_pids(l.pid), ', ')
from pg_catalog.pg_locks l
join pg_catalog.pg_database d
  on d.oid = l.database
  and d.datname = pg_catalog.current_database()
left join pg_catalog.pg_stat_activity a
  on a.pid = l.pid
left join pg_catalog.pg_class c
  on c.oid = l.relation
left join pg_catalog.pg_namespace n
  on n.oid = c.relnamespace
where l.locktype = 'relation'
  and l.mode = 'AccessExclusiveLock'
  and l.pid <> pg_catalog.pg_backend_pid()
order by
  l.granted desc,
  c.relkind in ('r', 'p') desc,
  a.xact_start,
  l.pid,
  c.oid
limit 1
