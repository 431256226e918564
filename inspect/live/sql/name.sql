-- access methods, and tablespaces, which are common to all databases
select
  m.oid,
  m.amname
from pg_catalog.pg_am m
union all
select
  t.oid,
  t.spcname
from pg_catalog.pg_tablespace t
