select
  l.oid,
  l.collnamespace,
  l.collname
from pg_catalog.pg_collation l
