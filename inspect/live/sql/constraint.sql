select
  o.oid,
  o.contype,
  o.conname,
  o.conrelid,
  o.contypid,
  o.conindid,
  o.conparentid,
  o.confrelid,
  o.conkey,
  o.confkey,
  o.confdelsetcols, -- since 15
  null,             -- before 15
  o.confupdtype,
  o.confdeltype,
  o.confmatchtype,
  o.condeferrable,
  o.condeferred,
  o.convalidated,
  o.conenforced, -- since 18
  true,          -- before 18
  o.conperiod, -- since 18
  false,       -- before 18
  o.connoinherit,
  o.conislocal,
  o.coninhcount > 0,
  o.conbin
from pg_catalog.pg_constraint o
where o.oid >= 16384
  and o.contype <> 't'
