-- a row for each attribute, and one for a type without any
select
  t.oid,
  c.oid,
  t.typnamespace,
  t.typname,
  t.typowner,
  t.typacl,
  coalesce(a.attnum, 0),
  a.attname,
  case when a.attnum is not null then pg_catalog.format_type(a.atttypid, a.atttypmod) end,
  case
    when a.attcollation <> s.typcollation
    then pg_catalog.concat(pg_catalog.quote_ident(ln.nspname), '.', pg_catalog.quote_ident(l.collname))
    else ''
  end
from pg_catalog.pg_class c
join pg_catalog.pg_type t
  on t.oid = c.reltype
left join pg_catalog.pg_attribute a
  on a.attrelid = c.oid
  and a.attnum > 0
  and not a.attisdropped
left join pg_catalog.pg_type s
  on s.oid = a.atttypid
left join pg_catalog.pg_collation l
  on l.oid = a.attcollation
left join pg_catalog.pg_namespace ln
  on ln.oid = l.collnamespace
where c.relkind = 'c'
  and c.oid >= 16384
  and c.relnamespace = any ($1::pg_catalog.oid[])
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and (e.classid, e.objid) in (('pg_catalog.pg_type'::pg_catalog.regclass, t.oid), ('pg_catalog.pg_class'::pg_catalog.regclass, c.oid))
      and e.deptype = 'e'
  )
