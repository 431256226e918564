select
  p.oid,
  p.opcnamespace,
  p.opcname,
  p.opcowner,
  m.amname,
  p.opcdefault,
  pg_catalog.format_type(p.opcintype, null),
  pg_catalog.concat(pg_catalog.quote_ident(yn.nspname), '.', pg_catalog.quote_ident(y.opfname)),
  case when p.opckeytype <> 0 then pg_catalog.format_type(p.opckeytype, null) else '' end
from pg_catalog.pg_opclass p
join pg_catalog.pg_am m
  on m.oid = p.opcmethod
join pg_catalog.pg_opfamily y
  on y.oid = p.opcfamily
join pg_catalog.pg_namespace yn
  on yn.oid = y.opfnamespace
where p.oid >= 16384
  and p.opcnamespace = any ($1::pg_catalog.oid[])
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_opclass'::pg_catalog.regclass
      and e.objid = p.oid
      and e.deptype = 'e'
  )
