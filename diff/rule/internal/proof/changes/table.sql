-- change: table added
select format('create table %s.mutant (id int)', f), array[pg_temp.w('table-undeclared', 'undeclared', 'table', s, null, 'mutant')] from ns
-- change: table dropped
select format('drop table %s', f), array[pg_temp.w('table-missing', 'absent', kind, s, null, r)]
from rel where k in ('r', 'p') and alone
	and not exists (select from pg_depend d join pg_class c on c.oid = d.objid and d.classid = 'pg_class'::regclass
		where d.refobjid = rel.oid and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i') and c.relkind = 'S' and exists (
			select from pg_depend i where i.objid = c.oid and i.classid = 'pg_class'::regclass and i.deptype = 'a'))
	and not exists (select from pg_depend d where d.refobjid = rel.oid and d.classid in ('pg_publication_rel'::regclass, 'pg_statistic_ext'::regclass))
-- change: table renamed
select format('alter table %s rename to mutant', f), array[pg_temp.w('table-renamed', 'name', kind, s, null, r)]
from rel where k = 'r' and alone and not ruled
	and not exists (select from con where con.conrelid = rel.oid or con.confrelid = rel.oid)
	and not exists (select from pg_depend d where d.refobjid = rel.oid and d.refclassid = 'pg_class'::regclass and d.classid in ('pg_publication_rel'::regclass, 'pg_proc'::regclass, 'pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_statistic_ext'::regclass))
	and (select count(*) from pg_attribute a where a.attrelid = rel.oid and a.attnum > 0 and not attisdropped) > 2
-- change: table unlogged
select format('alter table %s set %s', f, case persistence when 'p' then 'unlogged' else 'logged' end),
	array[pg_temp.w('table-unlogged', 'unlogged', 'table', s, null, r)]
		|| array(select pg_temp.w('table-unlogged', 'unlogged', 'sequence', q.s, null, q.q) from seq q join pg_depend d on d.objid = q.oid and d.refobjid = rel.oid and d.deptype = 'a'
			where current_setting('server_version_num')::int >= 150000)
from rel where k = 'r' and alone
-- change: storage option of a table
select format('alter table %s set (fillfactor = 47)', f), array[pg_temp.w('storage-options', 'storage parameters', kind, s, null, r)]
from rel where k in ('r', 'm') and options::text !~ 'fillfactor=47'
-- change: vacuum option of a table
select format('alter table %s set (autovacuum_enabled = false)', f), array[pg_temp.w('storage-options', 'storage parameters', kind, s, null, r)]
from rel where k in ('r', 'm') and options::text !~ 'autovacuum_enabled'
-- change: vacuum option of a table's overflow
select format('alter table %s set (toast.autovacuum_enabled = false)', f), array[pg_temp.w('storage-options', 'storage parameters', kind, s, null, r)]
from rel where k in ('r', 'm') and exists (select from pg_class c where c.oid = rel.oid and c.reltoastrelid <> 0)
	and not exists (select from pg_class c join pg_class o on o.oid = c.reltoastrelid where c.oid = rel.oid and o.reloptions is not null)
-- change: replica identity
select format('alter table %s replica identity %s', f, case identity when 'f' then 'nothing' else 'full' end), array[pg_temp.w('replica-identity', 'replica identity', kind, s, null, r)]
from rel where k in ('r', 'p', 'm')
-- change: replica identity by an index
select format('alter table %s replica identity using index %I', f, x), array[pg_temp.w('replica-identity', 'replica identity', kind, s, null, r)]
from idx where k in ('r', 'p') and uniq and not replica and not partial and not computing
-- change: row security turned
select format('alter table %s %s row level security', f, case when secured then 'disable' else 'enable' end), array[pg_temp.w('row-security', 'row security', kind, s, null, r)]
from rel where k in ('r', 'p')
-- change: row security of the owner turned
select format('alter table %s %s row level security', f, case when forced then 'no force' else 'force' end), array[pg_temp.w('row-security-forced', 'force row security', kind, s, null, r)]
from rel where k in ('r', 'p')
-- change: table with another owner
select format('alter table %s owner to pg_read_all_settings', f), array[pg_temp.w('owner', 'owner', kind, s, null, r)]
	|| array(select pg_temp.w('owner', 'owner', 'sequence', q.s, null, q.q) from seq q join pg_depend d on d.objid = q.oid and d.refobjid = rel.oid and d.deptype = 'a')
from rel where k in ('r', 'p', 'v', 'm', 'f')
	and not exists (select from pg_attribute a where a.attrelid = rel.oid and a.attacl is not null) and acl is null
-- change: comment on a table
select format('comment on %s %s is ''said by a mutant''', case when k in ('r', 'p') then 'table' else kind end, f), array[pg_temp.w('comment', 'comment', kind, s, null, r)]
from rel where k in ('r', 'p', 'v', 'm') or k = 'f' and not part
-- change: comment on a table gone
select format('comment on table %s is null', f), array[pg_temp.w('comment', 'comment', kind, s, null, r)]
from rel where k in ('r', 'p') and comment is not null
-- change: right on a table
select format('grant %s on %s to pg_read_all_stats', p, f), array[pg_temp.w('grant-undeclared', 'more grants', kind, s, null, r)]
from rel, unnest('{select,insert,trigger,references}'::text[]) p where acl::text !~ 'pg_read_all_stats' is not false
-- change: right on a table for everybody
select format('grant select on %s to public', f), array[pg_temp.w('grant-undeclared', 'more grants', kind, s, null, r)]
from rel where acl is null
-- change: right on a table to pass on
select format('grant select on %s to pg_read_all_stats with grant option', f), array[pg_temp.w('grant-undeclared', 'more grants', kind, s, null, r)]
from rel where acl::text !~ 'pg_read_all_stats' is not false
-- change: right on a table revoked
select format('revoke %s on %s from %I', e.privilege_type, f, g.rolname), array[pg_temp.w('grant-missing', 'grants', kind, s, null, r)]
from rel, aclexplode(acl) e join pg_roles g on g.oid = e.grantee
where e.grantee <> e.grantor and e.grantor = (select c.relowner from pg_class c where c.oid = rel.oid)
	and e.privilege_type in ('INSERT', 'DELETE', 'TRIGGER', 'SELECT')
	and not exists (select from pg_attribute a where a.attrelid = rel.oid and a.attacl::text ~ 'r')
-- change: table moved to another schema
select format('create schema mutant_home; alter table %s set schema mutant_home', f),
	array[pg_temp.w('schema-undeclared', 'undeclared', 'schema', null, null, 'mutant_home'), pg_temp.w('table-renamed', 'name', kind, s, null, r)]
from rel where k = 'r' and alone and not ruled
	and not exists (select from con where con.conrelid = rel.oid or con.confrelid = rel.oid)
	and not exists (select from pg_depend d where d.refobjid = rel.oid and d.refclassid = 'pg_class'::regclass and d.classid in ('pg_publication_rel'::regclass, 'pg_proc'::regclass, 'pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_statistic_ext'::regclass))
	and not exists (select from seq q join pg_depend d on d.objid = q.oid and d.refobjid = rel.oid)
-- change: table clustered
select format('alter table %s cluster on %I', f, x), array[pg_temp.w('clustered', 'clustered', 'index', s, r, x)]
from idx where k = 'r' and not clustered and not constraining and not partial and method in ('btree', 'gist')
	and not exists (select from idx o where o.oid = idx.oid and o.clustered)
-- change: table no more clustered
select format('alter table %s set without cluster', f), array[pg_temp.w('clustered', 'clustered',
	coalesce((select okind from con where con.conindid = xoid and con.conrelid = idx.oid), 'index'), s, r, x)]
from idx where k = 'r' and clustered
-- change: parent given
select format('create table %s.mutant_parent (); alter table %s inherit %1$s.mutant_parent', n.f, t.f),
	array[pg_temp.w('table-undeclared', 'undeclared', 'table', n.s, null, 'mutant_parent'), pg_temp.w('table-inherits', 'inherits', 'table', t.s, null, t.r)]
from rel t join ns n on n.s = t.s where t.k = 'r' and t.alone
-- change: table made of a type
select format('create type %s.mutant_type as (%s); alter table %s of %1$s.mutant_type', n.f,
	(select string_agg(format('%I %s %s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attcollation <> 0 and a.attcollation <> y.typcollation then (select format('collate %I.%I', m.nspname, l.collname) from pg_collation l join pg_namespace m on m.oid = l.collnamespace where l.oid = a.attcollation) end), ', ' order by a.attnum) from pg_attribute a join pg_type y on y.oid = a.atttypid where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped), t.f),
	array[pg_temp.w('type-undeclared', 'undeclared', 'composite', n.s, null, 'mutant_type'), pg_temp.w('table-of-type', 'of type', 'table', t.s, null, t.r)]
from rel t join ns n on n.s = t.s where t.k = 'r' and t.alone
	and exists (select from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped)
-- change: partition added
select format('create table %s.mutant_part partition of %s default', quote_ident(s), f), array[pg_temp.w('table-undeclared', 'undeclared', 'partition', s, null, 'mutant_part')]
from rel t where k = 'p' and not part
-- change: partition dropped
select format('drop table %s', f), array[pg_temp.w('table-missing', 'absent', 'partition', s, null, r)]
from rel t where k in ('r', 'f') and part
	and not exists (select from pg_depend d where d.refobjid = t.oid and d.classid in ('pg_publication_rel'::regclass))
-- change: bound of a partition
select format('alter table %s detach partition %s; alter table %1$s attach partition %2$s default', p.f, t.f), array[pg_temp.w('partition-bound', 'partition bound', 'partition', t.s, null, t.r)]
from rel t join pg_inherits i on i.inhrelid = t.oid join rel p on p.oid = i.inhparent
where t.part and t.k = 'r' and (select pg_get_expr(c.relpartbound, c.oid) from pg_class c where c.oid = t.oid) <> 'DEFAULT'
	and not exists (select from pg_trigger g where g.tgrelid = p.oid) and not exists (select from pg_index x where x.indrelid = p.oid)
	and not exists (select from pg_constraint x where x.conrelid = p.oid)
	and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attislocal)
