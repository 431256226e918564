select
  s.seqrelid,
  n.nspname,
  c.relname,
  coalesce(m.nspname, ''),
  coalesce(t.relname, ''),
  coalesce(a.attname, ''),
  s.seqmax,
  s.seqmin,
  s.seqincrement,
  s.seqcycle,
  pg_catalog.has_sequence_privilege(s.seqrelid, 'USAGE, SELECT')
  and (c.relpersistence = 'p' or not pg_catalog.pg_is_in_recovery())
from pg_catalog.pg_sequence s
join pg_catalog.pg_class c
  on c.oid = s.seqrelid
  and c.relpersistence <> 't'
join pg_catalog.pg_namespace n
  on n.oid = c.relnamespace
left join pg_catalog.pg_depend d
  on d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
  and d.objid = s.seqrelid
  and d.objsubid = 0
  and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
  and d.refobjsubid > 0
  and d.deptype in ('a', 'i')
left join pg_catalog.pg_class t
  on t.oid = d.refobjid
left join pg_catalog.pg_namespace m
  on m.oid = t.relnamespace
left join pg_catalog.pg_attribute a
  on a.attrelid = d.refobjid
  and a.attnum = d.refobjsubid
where s.seqrelid >= 16384
order by
  n.nspname,
  c.relname
