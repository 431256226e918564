-- Who owns what and who may use it, with one row for all objects of which that
-- is the same. The kinds whose own queries tell of it are not asked for here.
select
  'pg_catalog.pg_type'::pg_catalog.regclass::pg_catalog.oid,
  'T',
  t.typowner,
  t.typacl::pg_catalog.text,
  pg_catalog.array_agg(t.oid)
from pg_catalog.pg_type t
where t.oid >= 16384
  and t.typtype in ('e', 'd')
group by 3, 4
union all
select
  'pg_catalog.pg_namespace'::pg_catalog.regclass::pg_catalog.oid,
  'n',
  n.nspowner,
  n.nspacl::pg_catalog.text,
  pg_catalog.array_agg(n.oid)
from pg_catalog.pg_namespace n
group by 3, 4
union all
select
  'pg_catalog.pg_proc'::pg_catalog.regclass::pg_catalog.oid,
  'f',
  p.proowner,
  p.proacl::pg_catalog.text,
  pg_catalog.array_agg(p.oid)
from pg_catalog.pg_proc p
where p.oid >= 16384
group by 3, 4
union all
select
  'pg_catalog.pg_statistic_ext'::pg_catalog.regclass::pg_catalog.oid,
  null,
  s.stxowner,
  null,
  pg_catalog.array_agg(s.oid)
from pg_catalog.pg_statistic_ext s
group by 3
union all
select
  'pg_catalog.pg_event_trigger'::pg_catalog.regclass::pg_catalog.oid,
  null,
  v.evtowner,
  null,
  pg_catalog.array_agg(v.oid)
from pg_catalog.pg_event_trigger v
group by 3
union all
select
  'pg_catalog.pg_publication'::pg_catalog.regclass::pg_catalog.oid,
  null,
  b.pubowner,
  null,
  pg_catalog.array_agg(b.oid)
from pg_catalog.pg_publication b
group by 3
union all -- since 14
select -- since 14
  'pg_catalog.pg_subscription'::pg_catalog.regclass::pg_catalog.oid, -- since 14
  null, -- since 14
  u.subowner, -- since 14
  null, -- since 14
  pg_catalog.array_agg(u.oid) -- since 14
from pg_catalog.pg_subscription u -- since 14
where u.subdbid = ( -- since 14
  select d.oid -- since 14
  from pg_catalog.pg_database d -- since 14
  where d.datname = pg_catalog.current_database() -- since 14
) -- since 14
group by 3 -- since 14
union all
select
  'pg_catalog.pg_extension'::pg_catalog.regclass::pg_catalog.oid,
  null,
  x.extowner,
  null,
  pg_catalog.array_agg(x.oid)
from pg_catalog.pg_extension x
group by 3
