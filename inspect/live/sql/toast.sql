select
  c.oid,
  t.reloptions
from pg_catalog.pg_class t
join pg_catalog.pg_class c
  on c.reltoastrelid = t.oid
where t.relkind = 't'
  and t.reloptions is not null
