select
  t.oid,
  t.typnamespace,
  t.typname,
  t.typowner,
  t.typacl,
  pg_catalog.format_type(g.rngsubtype, null),
  case when not p.opcdefault then pg_catalog.concat(pg_catalog.quote_ident(pn.nspname), '.', pg_catalog.quote_ident(p.opcname)) else '' end,
  case
    when g.rngcollation <> s.typcollation
    then pg_catalog.concat(pg_catalog.quote_ident(ln.nspname), '.', pg_catalog.quote_ident(l.collname))
    else ''
  end,
  g.rngcanonical,
  g.rngsubdiff,
  m.oid, -- since 14
  case when m.typnamespace <> t.typnamespace then mn.nspname else '' end, -- since 14
  m.typname    -- since 14
  0,           -- before 14
  '',          -- before 14
  ''           -- before 14
from pg_catalog.pg_range g
join pg_catalog.pg_type t
  on t.oid = g.rngtypid
join pg_catalog.pg_type s
  on s.oid = g.rngsubtype
join pg_catalog.pg_type m          -- since 14
  on m.oid = g.rngmultitypid       -- since 14
join pg_catalog.pg_namespace mn    -- since 14
  on mn.oid = m.typnamespace       -- since 14
join pg_catalog.pg_opclass p
  on p.oid = g.rngsubopc
join pg_catalog.pg_namespace pn
  on pn.oid = p.opcnamespace
left join pg_catalog.pg_collation l
  on l.oid = g.rngcollation
left join pg_catalog.pg_namespace ln
  on ln.oid = l.collnamespace
where g.rngtypid >= 16384
  and t.typnamespace = any ($1::pg_catalog.oid[])
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
      and e.objid = t.oid
      and e.deptype = 'e'
  )
