-- What must exist before what, among the users' own objects. Rules, defaults,
-- constraints and members of operator families stand for what they belong to;
-- foreign keys need not exist before their tables do.
select distinct
  case
    when w.oid is not null or f.oid is not null or o.conrelid <> 0 then 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid
    when o.contypid <> 0 then 'pg_catalog.pg_type'::pg_catalog.regclass::pg_catalog.oid
    when m.oid is not null or p.oid is not null then 'pg_catalog.pg_opfamily'::pg_catalog.regclass::pg_catalog.oid
    else d.classid
  end,
  coalesce(w.ev_class, f.adrelid, nullif(o.conrelid, 0), nullif(o.contypid, 0), m.amopfamily, p.amprocfamily, d.objid),
  d.refclassid,
  d.refobjid
from pg_catalog.pg_depend d
left join pg_catalog.pg_rewrite w
  on d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
  and w.oid = d.objid
left join pg_catalog.pg_attrdef f
  on d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
  and f.oid = d.objid
left join pg_catalog.pg_constraint o
  on d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
  and o.oid = d.objid
left join pg_catalog.pg_amop m
  on d.classid = 'pg_catalog.pg_amop'::pg_catalog.regclass
  and m.oid = d.objid
left join pg_catalog.pg_amproc p
  on d.classid = 'pg_catalog.pg_amproc'::pg_catalog.regclass
  and p.oid = d.objid
where d.objid >= 16384
  and d.refobjid >= 16384
  and d.deptype = 'n'
  and o.contype is distinct from 'f'
