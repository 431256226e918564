select
  a.attrelid,
  a.attnum,
  a.attacl
from pg_catalog.pg_attribute a
where a.attacl is not null
  and a.attrelid >= 16384
