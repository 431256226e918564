select
  l.oid,
  l.collnamespace,
  l.collname,
  l.collowner,
  l.collprovider,
  l.collisdeterministic,
  -- the locale of a provider other than the C library, under the name that it
  -- has since 17, since 15 and before
  coalesce(
    pg_catalog.to_jsonb(l) ->> 'colllocale',
    pg_catalog.to_jsonb(l) ->> 'colliculocale',
    case when l.collprovider <> 'c' then l.collcollate end
  ),
  l.collcollate,
  l.collctype,
  l.collicurules -- since 16
  null           -- before 16
from pg_catalog.pg_collation l
where l.oid >= 16384
  and l.collnamespace = any ($1::pg_catalog.oid[])
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_collation'::pg_catalog.regclass
      and e.objid = l.oid
      and e.deptype = 'e'
  )
