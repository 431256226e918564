select
  i.indexrelid,
  i.indrelid,
  x.relname,
  x.relam,
  x.reltablespace,
  x.reloptions,
  i.indisunique,
  i.indnullsnotdistinct, -- since 15
  false,                 -- before 15
  i.indisvalid,
  i.indisclustered,
  i.indisreplident,
  i.indnkeyatts,
  i.indkey,
  i.indclass,
  i.indcollation,
  i.indoption,
  i.indexprs,
  i.indpred
from pg_catalog.pg_index i
join pg_catalog.pg_class x
  on x.oid = i.indexrelid
where i.indexrelid >= 16384
  and x.relkind in ('i', 'I')
  and x.relpersistence <> 't'
  and x.relnamespace <> 99 -- pg_toast
