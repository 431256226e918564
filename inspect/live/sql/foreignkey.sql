select
  o.conrelid,
  o.conname,
  pg_catalog.array_to_string(o.conkey, ' '),
  o.confrelid,
  fn.nspname,
  f.relname,
  pg_catalog.array_to_string(o.confkey, ' '),
  -- the columns of tables that are not read themselves
  case
    when f.relnamespace <> all ($1::pg_catalog.oid[]) then array(
      select a.attname::pg_catalog.text
      from pg_catalog.unnest(o.confkey) with ordinality k(attnum, place)
      join pg_catalog.pg_attribute a
        on a.attrelid = o.confrelid
        and a.attnum = k.attnum
      order by k.place
    )
  end,
  o.confupdtype,
  o.confdeltype,
  coalesce(pg_catalog.array_to_string(o.confdelsetcols, ' '), ''), -- since 15
  '',                                                              -- before 15
  o.confmatchtype,
  o.condeferrable,
  o.condeferred,
  o.convalidated,
  o.conenforced, -- since 18
  true,          -- before 18
  o.conperiod -- since 18
  false       -- before 18
from pg_catalog.pg_constraint o
join pg_catalog.pg_class f
  on f.oid = o.confrelid
join pg_catalog.pg_namespace fn
  on fn.oid = f.relnamespace
where o.contype = 'f'
  and o.connamespace = any ($1::pg_catalog.oid[])
  -- a key to a partitioned table has a shadow for each of its partitions
  and not exists (
    select
    from pg_catalog.pg_constraint p
    where p.oid = o.conparentid
      and p.conrelid = o.conrelid
  )
order by o.conname, o.conrelid
