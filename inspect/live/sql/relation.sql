select
  c.oid,
  c.relnamespace,
  c.relname,
  c.relkind,
  c.relpersistence,
  c.relfilenode,
  c.xmin,
  c.reltoastrelid,
  c.reltype,
  c.relispartition,
  c.relam,
  c.reltablespace,
  c.reloftype,
  c.relreplident,
  c.relrowsecurity,
  c.relforcerowsecurity,
  c.relispopulated,
  c.relowner,
  c.relacl,
  c.reloptions
from pg_catalog.pg_class c
where c.oid >= 16384
  and (
    c.relkind in ('r', 'p', 'f', 'v', 'm', 'S')
    or c.relkind = 't' and c.reloptions is not null
  )
  and c.relpersistence <> 't'
