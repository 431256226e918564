select
  i.indexrelid,
  i.indrelid,
  x.relname,
  m.amname,
  i.indisunique,
  i.indnullsnotdistinct, -- since 15
  false,                 -- before 15
  i.indkey,
  i.indnkeyatts,
  i.indclass,
  i.indcollation,
  i.indoption,
  -- only these methods have operator classes with options
  case
    when m.amname not in ('btree', 'hash') then array(
      select coalesce(pg_catalog.array_to_string(a.attoptions, ', '), '')
      from pg_catalog.pg_attribute a
      where a.attrelid = i.indexrelid
        and a.attnum <= i.indnkeyatts
      order by a.attnum
    )
  end,
  coalesce(pg_catalog.pg_get_expr(i.indpred, i.indrelid), ''),
  coalesce(pg_catalog.array_to_string(x.reloptions, ', '), ''),
  i.indisvalid
from pg_catalog.pg_index i
join pg_catalog.pg_class x
  on x.oid = i.indexrelid
join pg_catalog.pg_am m
  on m.oid = x.relam
where x.relnamespace = any ($1::pg_catalog.oid[])
  and not exists (
    select
    from pg_catalog.pg_constraint o
    where o.conindid = i.indexrelid
      and o.contype in ('p', 'u', 'x')
  )
order by x.relname
