select
  d.oid,
  d.dictnamespace,
  d.dictname,
  d.dictowner,
  pg_catalog.concat(pg_catalog.quote_ident(n.nspname), '.', pg_catalog.quote_ident(t.tmplname)),
  d.dictinitoption
from pg_catalog.pg_ts_dict d
join pg_catalog.pg_ts_template t
  on t.oid = d.dicttemplate
join pg_catalog.pg_namespace n
  on n.oid = t.tmplnamespace
where d.oid >= 16384
  and d.dictnamespace = any ($1::pg_catalog.oid[])
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_ts_dict'::pg_catalog.regclass
      and e.objid = d.oid
      and e.deptype = 'e'
  )
