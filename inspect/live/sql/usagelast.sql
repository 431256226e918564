-- Each is locked until the transaction ends, as by a statement that reads it.
select
  c.oid,
  pg_catalog.pg_sequence_last_value(c.oid)
from pg_catalog.pg_class c
where c.oid = any ($1::pg_catalog.oid[])
  and c.relkind = 'S'
