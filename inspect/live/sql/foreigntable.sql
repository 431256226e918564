select
  t.ftrelid,
  s.srvname,
  t.ftoptions
from pg_catalog.pg_foreign_table t
join pg_catalog.pg_foreign_server s
  on s.oid = t.ftserver
