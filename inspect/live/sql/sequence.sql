select
  c.relnamespace,
  c.relname,
  s.seqtypid,
  s.seqstart,
  s.seqincrement,
  s.seqmin,
  s.seqmax,
  s.seqcache,
  s.seqcycle,
  coalesce(an.nspname, ''),
  coalesce(ac.relname, ''),
  coalesce(a.attname, '')
from pg_catalog.pg_sequence s
join pg_catalog.pg_class c
  on c.oid = s.seqrelid
left join pg_catalog.pg_depend d
  on d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
  and d.objid = c.oid
  and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
  and d.refobjsubid > 0
  and d.deptype in ('a', 'i')
left join pg_catalog.pg_attribute a
  on a.attrelid = d.refobjid
  and a.attnum = d.refobjsubid
left join pg_catalog.pg_class ac
  on ac.oid = a.attrelid
left join pg_catalog.pg_namespace an
  on an.oid = ac.relnamespace
where c.relnamespace = any ($1::pg_catalog.oid[])
  and d.deptype is distinct from 'i'
  and not exists (
    select
    from pg_catalog.pg_depend e
    where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      and e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and e.objid = c.oid
      and e.deptype = 'e'
  )
order by c.relname
