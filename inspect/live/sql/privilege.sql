select
  n.nspname,
  c.relname,
  c.relkind,
  pg_catalog.has_schema_privilege($1::pg_catalog.name, n.oid, 'USAGE'),
  (
    select pg_catalog.array_agg(p.privilege order by p.place)
    from pg_catalog.unnest('{SELECT,INSERT,UPDATE}'::pg_catalog.text[]) with ordinality p(privilege, place)
    where (p.place = 1 or c.relkind in ('r', 'p', 'f'))
      and not pg_catalog.has_table_privilege($1::pg_catalog.name, c.oid, p.privilege)
      and exists (
        select
        from pg_catalog.pg_attribute a
        where a.attrelid = c.oid
          and a.attnum > 0
          and not a.attisdropped
          and not pg_catalog.has_column_privilege($1::pg_catalog.name, c.oid, a.attnum, p.privilege)
      )
  ),
  (
    select pg_catalog.array_agg(pg_catalog.format('%I.%I', m.nspname, s.relname) order by m.nspname, s.relname)
    from pg_catalog.pg_depend d
    join pg_catalog.pg_class s
      on s.oid = d.objid
      and s.relkind = 'S'
    join pg_catalog.pg_namespace m
      on m.oid = s.relnamespace
    where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and d.refobjid = c.oid
      and d.deptype = 'a'
      -- a condition beside that of the kind may be looked at before it
      and case when s.relkind = 'S' then not pg_catalog.has_sequence_privilege($1::pg_catalog.name, s.oid, 'USAGE') end
  )
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n
  on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'f', 'v', 'm')
  and pg_catalog.array_position($2::pg_catalog.text[], n.nspname::pg_catalog.text || '/' || c.relname::pg_catalog.text) is not null
order by
  n.nspname,
  c.relname
