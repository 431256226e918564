select
  t.oid,
  pg_catalog.pg_get_triggerdef(t.oid, false)
from pg_catalog.pg_trigger t
join pg_catalog.pg_class c
  on c.oid = t.tgrelid
where t.tgqual is not null
  and not t.tgisinternal
  and t.tgparentid = 0
  and c.relnamespace = any ($1::pg_catalog.oid[])
