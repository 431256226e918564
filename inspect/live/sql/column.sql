-- Columns of one name and kind come as one row with the list of their places:
-- schemas repeat themselves, and ten thousand tables have few such rows.
select
  a.attname,
  a.atttypid,
  case when a.atttypmod >= 0 then pg_catalog.format_type(a.atttypid, a.atttypmod) else '' end,
  a.attnotnull,
  a.attidentity,
  a.attgenerated,
  a.attcollation,
  a.attstorage,
  a.attcompression, -- since 14
  '',               -- before 14
  a.attstattarget,                      -- since 17
  nullif(a.attstattarget, -1), -- before 17
  a.attislocal,
  a.attoptions,
  a.attfdwoptions,
  a.attacl,
  pg_catalog.array_agg(a.attrelid::pg_catalog.int8 * 65536 + a.attnum)
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c
  on c.oid = a.attrelid
where a.attrelid >= 16384
  and a.attnum > 0
  and not a.attisdropped
  and (
    c.relkind in ('r', 'p', 'f', 'v', 'm')
    -- keys with options of their operator class, or a target for statistics
    or c.relkind in ('i', 'I') and (a.attoptions is not null or a.attstattarget >= 0)
  )
  and c.relpersistence <> 't'
group by 1, 2, a.atttypmod, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
