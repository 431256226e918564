select
  p.oid,
  p.opcmethod,
  p.opcnamespace,
  p.opcname,
  p.opcintype,
  p.opcdefault
from pg_catalog.pg_opclass p
