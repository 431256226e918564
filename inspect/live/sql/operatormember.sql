-- A member belongs to the class that it was made with, or to the family that it
-- was added to. That it belongs to one of PostgreSQL's own is written nowhere
-- else than in its own row.
select
  coalesce(d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass, false),
  coalesce(d.refobjid, a.amopfamily),
  'operator',
  a.amopstrategy,
  pg_catalog.format_type(a.amoplefttype, null),
  pg_catalog.format_type(a.amoprighttype, null),
  a.amopopr::pg_catalog.regoperator::pg_catalog.text,
  case when y.oid is not null then pg_catalog.concat(pg_catalog.quote_ident(yn.nspname), '.', pg_catalog.quote_ident(y.opfname)) end
from pg_catalog.pg_amop a
left join pg_catalog.pg_depend d
  on d.classid = 'pg_catalog.pg_amop'::pg_catalog.regclass
  and d.objid = a.oid
  and d.deptype in ('i', 'a')
  and (
    d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass
    or d.refclassid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass and d.refobjid = a.amopfamily
  )
left join pg_catalog.pg_opfamily y
  on y.oid = a.amopsortfamily
left join pg_catalog.pg_namespace yn
  on yn.oid = y.opfnamespace
where a.oid >= 16384
union all
select
  coalesce(d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass, false),
  coalesce(d.refobjid, a.amprocfamily),
  'function',
  a.amprocnum,
  pg_catalog.format_type(a.amproclefttype, null),
  pg_catalog.format_type(a.amprocrighttype, null),
  a.amproc::pg_catalog.regprocedure::pg_catalog.text,
  null
from pg_catalog.pg_amproc a
left join pg_catalog.pg_depend d
  on d.classid = 'pg_catalog.pg_amproc'::pg_catalog.regclass
  and d.objid = a.oid
  and d.deptype in ('i', 'a')
  and (
    d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass
    or d.refclassid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass and d.refobjid = a.amprocfamily
  )
where a.oid >= 16384
