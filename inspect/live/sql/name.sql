-- access methods and languages, and tablespaces, which are common to all databases
select
  'pg_catalog.pg_am'::pg_catalog.regclass::pg_catalog.oid,
  m.oid,
  m.amname
from pg_catalog.pg_am m
union all
select
  'pg_catalog.pg_language'::pg_catalog.regclass,
  l.oid,
  l.lanname
from pg_catalog.pg_language l
union all
select
  'pg_catalog.pg_tablespace'::pg_catalog.regclass,
  t.oid,
  t.spcname
from pg_catalog.pg_tablespace t
