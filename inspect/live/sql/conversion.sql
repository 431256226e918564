select
  v.oid,
  v.connamespace,
  v.conname,
  v.conowner,
  pg_catalog.pg_encoding_to_char(v.conforencoding),
  pg_catalog.pg_encoding_to_char(v.contoencoding),
  v.conproc,
  v.condefault
from pg_catalog.pg_conversion v
where v.oid >= 16384
  and v.connamespace = any ($1::pg_catalog.oid[])
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_conversion'::pg_catalog.regclass
      and e.objid = v.oid
      and e.deptype = 'e'
  )
