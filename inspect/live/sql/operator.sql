select
  o.oid,
  o.oprnamespace,
  o.oprname,
  o.oprowner,
  case when o.oprleft <> 0 then pg_catalog.format_type(o.oprleft, null) else 'none' end,
  case when o.oprright <> 0 then pg_catalog.format_type(o.oprright, null) else 'none' end,
  o.oprcode,
  cn.nspname,
  c.oprname,
  nn.nspname,
  n.oprname,
  o.oprrest,
  o.oprjoin,
  o.oprcanhash,
  o.oprcanmerge
from pg_catalog.pg_operator o
left join pg_catalog.pg_operator c
  on c.oid = o.oprcom
left join pg_catalog.pg_namespace cn
  on cn.oid = c.oprnamespace
left join pg_catalog.pg_operator n
  on n.oid = o.oprnegate
left join pg_catalog.pg_namespace nn
  on nn.oid = n.oprnamespace
where o.oid >= 16384
  and o.oprnamespace = any ($1::pg_catalog.oid[])
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_operator'::pg_catalog.regclass
      and e.objid = o.oid
      and e.deptype = 'e'
  )
