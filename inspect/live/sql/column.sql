-- rows find their places by number: sorting them here would cost more than all
-- the rest
select
  a.attrelid,
  a.attnum,
  a.attname,
  a.atttypid,
  case when a.atttypmod >= 0 then pg_catalog.format_type(a.atttypid, a.atttypmod) else '' end,
  a.attnotnull,
  a.attidentity,
  a.attgenerated,
  a.attcollation
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c
  on c.oid = a.attrelid
where c.relnamespace = any ($1::pg_catalog.oid[])
  and c.relkind in ('r', 'p', 'f', 'v', 'm')
  and a.attnum > 0
  and not a.attisdropped
