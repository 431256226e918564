-- What the changes choose from: the objects of users, under names that are
-- quoted (f, qa) and as they are. w writes what a change must be found as.
set search_path = '';
create function pg_temp.w(rule text, property text, kind text, schema text, parent text, name text) returns text
language sql immutable as $$ select pg_catalog.jsonb_build_array(rule, property, kind, coalesce(schema, ''), coalesce(parent, ''), coalesce(name, ''))::text $$;

create temp view ns as
select oid, nspname as s, pg_catalog.format('%I', nspname) as f
from pg_catalog.pg_namespace n
where nspname !~ '^pg_' and nspname <> 'information_schema'
	and not exists (select from pg_catalog.pg_depend e where e.classid = 'pg_catalog.pg_namespace'::regclass and e.objid = n.oid and e.deptype = 'e');

create temp view rel as
select c.oid, n.s, c.relname::text as r, c.relkind::text as k, c.relispartition as part, c.relpersistence::text as persistence,
	coalesce(c.reloptions, '{}') as options, c.relreplident::text as identity, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
	c.relhasrules as ruled, c.relacl as acl, pg_catalog.format('%I.%I', n.s, c.relname) as f,
	case when c.relispartition then 'partition' else (array['table', 'table', 'foreign table', 'view', 'materialized view'])
		[pg_catalog.strpos('rpfvm', c.relkind::text)] end as kind,
	c.reloftype = 0 and not exists (select from pg_catalog.pg_inherits i where c.oid in (i.inhparent, i.inhrelid)) as alone,
	pg_catalog.obj_description(c.oid, 'pg_class') as comment
from pg_catalog.pg_class c join ns n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'f', 'v', 'm')
	and not exists (select from pg_catalog.pg_depend e where e.classid = 'pg_catalog.pg_class'::regclass and e.objid = c.oid and e.deptype = 'e');

-- Columns of tables that neither inherit nor are inherited from; used ones occur
-- in an index, a constraint, a view, an expression or elsewhere.
create temp view col as
select t.*, a.attnum, a.attname::text as a, pg_catalog.format('%I', a.attname) as qa, a.attnotnull as needed,
	a.atthasdef as preset, a.attidentity::text as numbered, a.attgenerated::text as computed, a.attcollation, a.attstorage::text as storage,
	a.atttypmod as typmod, y.typname::text as typ, y.typtype::text as typtype, y.typcategory::text as category, y.typstorage::text as typstorage,
	y.typcollation, y.typnamespace = 'pg_catalog'::regnamespace as plain,
	a.attacl as aacl,
	-- a change of type makes these what they are of themselves
	a.attcollation = y.typcollation and a.attstorage = y.typstorage and coalesce(pg_catalog.to_jsonb(a) ->> 'attcompression', '') = '' as usual, coalesce(pg_catalog.to_jsonb(a) ->> 'attcompression', '') <> '' as squeezed, pg_catalog.col_description(t.oid, a.attnum) as remark,
	exists (
		select from pg_catalog.pg_depend d
		where d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = t.oid and d.refobjsubid = a.attnum
			and not (d.classid = 'pg_catalog.pg_attrdef'::regclass and exists (
				select from pg_catalog.pg_attrdef f where f.oid = d.objid and f.adrelid = t.oid and f.adnum = a.attnum))
	) as used
from rel t join pg_catalog.pg_attribute a on a.attrelid = t.oid join pg_catalog.pg_type y on y.oid = a.atttypid
where t.alone and a.attnum > 0 and not a.attisdropped;

create temp view con as
select t.*, o.oid as ooid, o.conname::text as c, pg_catalog.format('%I', o.conname) as qc, o.contype::text as ct, o.convalidated as proven,
	o.condeferrable as late, o.condeferred as latest, o.confupdtype::text as onupdate, o.confdeltype::text as ondelete,
	o.confmatchtype::text as match, o.conkey, o.confrelid, o.conindid, o.connoinherit as alonely, o.conrelid,
	pg_catalog.pg_get_constraintdef(o.oid) as def,
	(array['primary key', 'unique', 'foreign key', 'check', 'exclusion'])[pg_catalog.strpos('pufcx', o.contype::text)] as okind,
	pg_catalog.obj_description(o.oid, 'pg_constraint') as remark,
	exists (select from pg_catalog.pg_constraint x where x.contype = 'f' and x.conindid = o.conindid) as wanted
from rel t join pg_catalog.pg_constraint o on o.conrelid = t.oid
where t.alone and o.contype in ('p', 'u', 'f', 'c', 'x');

create temp view idx as
select t.*, x.oid as xoid, x.relname::text as x, pg_catalog.format('%I.%I', t.s, x.relname) as fx, coalesce(x.reloptions, '{}') as xoptions,
	i.indisunique as uniq, i.indisclustered as clustered, i.indnkeyatts as keys, i.indnatts as atts, i.indkey::int2[] as indkey, m.amname::text as method,
	i.indpred is not null as partial, i.indexprs is not null as computing, i.indisreplident as replica,
	-- what is made anew loses it
	exists (select from pg_catalog.pg_attribute a where a.attrelid = x.oid and coalesce((pg_catalog.to_jsonb(a) ->> 'attstattarget')::int, -1) >= 0) as tuned,
	exists (select from pg_catalog.pg_constraint o where o.conindid = x.oid and o.conrelid = t.oid) as constraining,
	exists (select from pg_catalog.pg_constraint o where o.conindid = x.oid) as wanted,
	pg_catalog.pg_get_indexdef(x.oid) as def, pg_catalog.obj_description(x.oid, 'pg_class') as remark
from rel t join pg_catalog.pg_index i on i.indrelid = t.oid join pg_catalog.pg_class x on x.oid = i.indexrelid join pg_catalog.pg_am m on m.oid = x.relam
where t.alone;

create temp view fn as
select p.oid, n.s, p.proname::text as p, p.prokind::text as k, pg_catalog.format('%I.%I', n.s, p.proname) || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')' as f,
	pg_catalog.quote_ident(p.proname) || '(' || (
		select coalesce(pg_catalog.string_agg(pg_catalog.format_type(u.t, null), ', ' order by u.i), '')
		from pg_catalog.unnest(p.proargtypes::oid[]) with ordinality u(t, i)) || ')' as sig,
	(array['function', 'procedure', 'aggregate', 'function'])[pg_catalog.strpos('fpaw', p.prokind::text)] as kind,
	(array['function', 'procedure', 'aggregate', 'function'])[pg_catalog.strpos('fpaw', p.prokind::text)] as word,
	l.lanname::text as language, p.provolatile::text as volatility, p.proisstrict as strict, p.prosecdef as definer, p.proleakproof as leakproof,
	p.proparallel::text as parallel, p.procost as cost, p.proretset as many, p.prorows as rows, p.proconfig as config, p.prosrc as body,
	pg_catalog.obj_description(p.oid, 'pg_proc') as comment, p.proacl as acl
from pg_catalog.pg_proc p join ns n on n.oid = p.pronamespace join pg_catalog.pg_language l on l.oid = p.prolang
where not exists (select from pg_catalog.pg_depend e where e.classid = 'pg_catalog.pg_proc'::regclass and e.objid = p.oid and e.deptype in ('e', 'i'));

create temp view typ as
select y.oid, n.s, y.typname::text as y, pg_catalog.format('%I.%I', n.s, y.typname) as f, y.typtype::text as k, y.typnotnull as needed,
	y.typdefault as preset, y.typrelid, pg_catalog.obj_description(y.oid, 'pg_type') as comment, y.typacl as acl,
	exists (select from pg_catalog.pg_attribute a where a.atttypid = y.oid and a.attnum > 0 and not a.attisdropped) as used
from pg_catalog.pg_type y join ns n on n.oid = y.typnamespace
where y.typtype in ('e', 'd', 'r', 'c') and (y.typtype <> 'c' or exists (select from pg_catalog.pg_class c where c.oid = y.typrelid and c.relkind = 'c'))
	and not exists (select from pg_catalog.pg_depend e where e.classid = 'pg_catalog.pg_type'::regclass and e.objid = y.oid and e.deptype = 'e');

create temp view seq as
select c.oid, n.s, c.relname::text as q, pg_catalog.format('%I.%I', n.s, c.relname) as f, x.*, pg_catalog.obj_description(c.oid, 'pg_class') as comment,
	exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'a') as owned
from pg_catalog.pg_class c join ns n on n.oid = c.relnamespace join pg_catalog.pg_sequence x on x.seqrelid = c.oid
where c.relkind = 'S' and not exists (
	select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype in ('i', 'e'));
