select
  o.conrelid,
  o.conname,
  i.indkey,
  i.indnkeyatts,
  o.condeferrable,
  o.condeferred,
  o.conperiod, -- since 18
  false,       -- before 18
  i.indnullsnotdistinct -- since 15
  false                 -- before 15
from pg_catalog.pg_constraint o
join pg_catalog.pg_index i
  on i.indexrelid = o.conindid
where o.contype = 'u'
  and o.connamespace = any ($1::pg_catalog.oid[])
order by o.conname, o.conrelid
