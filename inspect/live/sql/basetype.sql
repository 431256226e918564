-- what any type of arrays reads its values with no other type has
select
  t.oid,
  t.typnamespace,
  t.typname,
  t.typowner,
  t.typacl,
  t.typisdefined,
  t.typinput,
  t.typoutput,
  t.typreceive,
  t.typsend,
  t.typmodin,
  t.typmodout,
  t.typanalyze,
  case when t.typsubscript <> 'pg_catalog.raw_array_subscript_handler'::pg_catalog.regproc then t.typsubscript else 0 end, -- since 14
  '',                                                                                                                      -- before 14
  t.typlen,
  t.typbyval,
  t.typalign,
  t.typstorage,
  t.typcategory,
  t.typispreferred,
  t.typdefault,
  case when t.typelem <> 0 then pg_catalog.format_type(t.typelem, null) else '' end,
  t.typdelim,
  t.typcollation <> 0
from pg_catalog.pg_type t
where t.oid >= 16384
  and (t.typtype = 'b' and t.typinput <> 'pg_catalog.array_in'::pg_catalog.regproc or not t.typisdefined)
  and t.typnamespace = any ($1::pg_catalog.oid[])
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
      and e.objid = t.oid
      and e.deptype = 'e'
  )
