select
  p.oid,
  p.opcmethod,
  p.opcnamespace,
  p.opcname,
  p.opcintype,
  p.opcdefault,
  p.opckeytype <> 0
from pg_catalog.pg_opclass p
