select
  s.oid,
  s.stxnamespace,
  s.stxname,
  s.stxowner,
  pg_catalog.array_to_string(s.stxkind, ''),
  array(
    select a.attname::pg_catalog.text
    from pg_catalog.pg_attribute a
    where a.attrelid = s.stxrelid
      and a.attnum = any (s.stxkeys)
    order by a.attnum
  ),
  case when s.stxexprs is not null then pg_catalog.pg_get_statisticsobjdef_expressions(s.oid) end, -- since 14
  null,                                                                                            -- before 14
  s.stxrelid::pg_catalog.regclass::pg_catalog.text,
  coalesce(s.stxstattarget, -1)
from pg_catalog.pg_statistic_ext s
where s.stxnamespace = any ($1::pg_catalog.oid[])
  and s.oid not in (
    select d.objid
    from pg_catalog.pg_depend d
    where d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and d.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
      and d.deptype = 'e'
  )
