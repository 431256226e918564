select
  x.class,
  x.oid,
  x.kind,
  x.owner,
  x.acl,
  i.initprivs,
  o.type,
  o.schema,
  o.name,
  o.identity,
  ''
from found x
left join pg_catalog.pg_init_privs i
  on i.classoid = x.class
  and i.objoid = x.oid
  and i.objsubid = 0,
  pg_catalog.pg_identify_object(x.class, x.oid, 0) o
where x.acl::pg_catalog.text <> coalesce(i.initprivs::pg_catalog.text, '')
