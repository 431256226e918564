-- change: primary key given
select format('alter table %s add constraint mutant_key primary key (%s)', f, qa), array[pg_temp.w('primary-key-undeclared', 'undeclared', 'primary key', s, r, 'mutant_key')]
from col where k in ('r') and needed and typ in ('int4', 'int8', 'text', 'uuid', 'varchar') and plain and not exists (select from con o where o.conrelid = col.oid and ct = 'p')
-- change: constraint dropped
select format('alter table %s drop constraint %s', f, qc), array[pg_temp.w(
	case ct when 'p' then 'primary-key-missing' when 'u' then 'unique-missing' when 'f' then 'foreign-key-missing' when 'c' then 'check-missing' else 'exclusion-missing' end,
	'absent', okind, s, r, c)]
from con where not wanted or ct = 'f'
-- change: constraint renamed
select format('alter table %s rename constraint %s to mutant_name', f, qc), array[pg_temp.w('object-name', 'name', okind, s, r, 'mutant_name')]
from con
-- change: comment on a constraint
select format('comment on constraint %s on %s is ''said by a mutant''', qc, f), array[pg_temp.w('comment', 'comment', okind, s, r, c)]
from con
-- change: unique constraint added
select format('alter table %s add constraint mutant_only unique (%s)', f, qa), array[pg_temp.w('unique-undeclared', 'undeclared', 'unique', s, r, 'mutant_only')]
from col where k = 'r' and plain and typ in ('int4', 'int8', 'text', 'uuid', 'varchar', 'timestamptz')
-- change: unique constraint over another column
select format('alter table %s drop constraint %s; alter table %1$s add constraint %2$s unique (%3$s)', o.f, o.qc, a.qa), array[pg_temp.w('unique-columns', 'columns', 'unique', o.s, o.r, o.c)]
from con o join col a on a.oid = o.conrelid
where o.ct = 'u' and not o.wanted and a.plain and a.typ in ('int4', 'int8', 'text', 'varchar', 'uuid') and not a.attnum = any (o.conkey) and o.def !~ ' (INCLUDE|NULLS|DEFERRABLE|WITHOUT)' and o.remark is null
	and not exists (select from idx x where x.xoid = o.conindid and (x.clustered or x.replica or x.xoptions <> '{}'))
	and not exists (select from con u where u.conrelid = o.conrelid and u.ct = 'u' and u.ooid <> o.ooid)
-- change: unique constraint takes NULLs for equal
-- since: 15
select format('alter table %s drop constraint %s; alter table %1$s add constraint %2$s %3$s', f, qc, replace(def, 'UNIQUE (', 'UNIQUE NULLS NOT DISTINCT (')), array[pg_temp.w('nulls-distinct', 'nulls', 'unique', s, r, c)]
from con where ct = 'u' and not wanted and def ~ '^UNIQUE \(' and remark is null and def !~ 'WITHOUT'
	and not exists (select from idx x where x.xoid = con.conindid and (x.clustered or x.replica or x.xoptions <> '{}'))
-- change: key checked at another time
select format('alter table %s drop constraint %s; alter table %1$s add constraint %2$s %3$s deferrable initially deferred', f, qc, def), array[pg_temp.w('constraint-deferrable', 'deferrable', okind, s, r, c)]
from con where ct in ('p', 'u') and not wanted and not late and remark is null
	and not exists (select from idx x where x.xoid = con.conindid and (x.clustered or x.replica or x.xoptions <> '{}'))
-- change: foreign key checked at another time
select format('alter table %s alter constraint %s %s', f, qc, case when latest then 'not deferrable' when late then 'deferrable initially deferred' else 'deferrable initially immediate' end),
	array[pg_temp.w('constraint-deferrable', 'deferrable', 'foreign key', s, r, c)]
from con where ct = 'f'
-- change: foreign key does something else on delete
select format('alter table %s drop constraint %s; alter table %1$s add constraint %2$s %3$s on delete %4$s', f, qc, regexp_replace(def, ' ON DELETE (CASCADE|RESTRICT|SET NULL|SET DEFAULT)', ''), case ondelete when 'c' then 'restrict' else 'cascade' end),
	array[pg_temp.w('foreign-key-action', 'on delete', 'foreign key', s, r, c)]
from con where ct = 'f' and def !~ '(DEFERRABLE|NOT VALID|NOT ENFORCED|PERIOD)' and def !~ 'SET (NULL|DEFAULT) \(' and remark is null
-- change: foreign key does something else on update
select format('alter table %s drop constraint %s; alter table %1$s add constraint %2$s %3$s on update %4$s', f, qc, regexp_replace(def, ' ON UPDATE (CASCADE|RESTRICT|SET NULL|SET DEFAULT)', ''), case onupdate when 'c' then 'restrict' else 'cascade' end),
	array[pg_temp.w('foreign-key-action', 'on update', 'foreign key', s, r, c)]
from con where ct = 'f' and def !~ '(DEFERRABLE|NOT VALID|NOT ENFORCED|PERIOD)' and def !~ 'SET (NULL|DEFAULT) \(' and remark is null
-- change: foreign key matches otherwise
select format('alter table %s drop constraint %s; alter table %1$s add constraint %2$s %3$s', f, qc,
	case match when 'f' then replace(def, ' MATCH FULL', '') else regexp_replace(def, '( ON |$)', ' MATCH FULL\1') end), array[pg_temp.w('foreign-key-match', 'match', 'foreign key', s, r, c)]
from con where ct = 'f' and def !~ '(DEFERRABLE|NOT VALID|NOT ENFORCED|PERIOD)' and (match = 'f' or def !~ ' ON ') and cardinality(conkey) > 1 and remark is null
-- change: foreign key added
select format('alter table %s add constraint mutant_ref foreign key (%s) references %s', a.f, a.qa, p.f), array[pg_temp.w('foreign-key-undeclared', 'undeclared', 'foreign key', a.s, a.r, 'mutant_ref')]
from (select * from col where col.attnum < 20) a, con p where a.k = 'r' and p.k = 'r' and p.ct = 'p' and cardinality(p.conkey) = 1 and a.plain and a.computed = ''
	and a.persistence = 'p' and p.persistence = 'p' and exists (select from pg_attribute x join pg_type y on y.oid = x.atttypid where x.attrelid = p.conrelid and x.attnum = p.conkey[1] and y.typname = a.typ)
	and not exists (select from con f where f.conrelid = a.oid and f.ct = 'f' and f.conkey = array[a.attnum])
-- change: foreign key to another table
select format('create table %s.mutant_target (id %s primary key); alter table %s drop constraint %s; alter table %3$s add constraint %4$s foreign key (%5$I) references %1$s.mutant_target', quote_ident(o.s), format_type(a.atttypid, a.atttypmod), o.f, o.qc, a.attname),
	array[pg_temp.w('table-undeclared', 'undeclared', 'table', o.s, null, 'mutant_target'), pg_temp.w('foreign-key-reference', 'reference', 'foreign key', o.s, o.r, o.c)]
from con o join pg_attribute a on a.attrelid = o.conrelid and a.attnum = o.conkey[1]
where o.ct = 'f' and cardinality(o.conkey) = 1 and o.def !~ '(DEFERRABLE|NOT VALID|NOT ENFORCED|PERIOD| ON | MATCH )' and o.remark is null and o.persistence = 'p'
-- change: foreign key not proven
select format('alter table %s drop constraint %s; alter table %1$s add constraint %2$s %3$s not valid', f, qc, def), array[pg_temp.w('constraint-validated', 'validated', okind, s, r, c)]
from con where ct in ('f', 'c') and proven and k = 'r' and remark is null and def !~ 'NOT ENFORCED'
-- change: constraint proven
select format('alter table %s validate constraint %s', f, qc), array[pg_temp.w('constraint-validated', 'validated', okind, s, r, c)]
from con where ct in ('f', 'c') and not proven and k = 'r' and def !~ 'NOT ENFORCED'
-- change: check added
select format('alter table %s add constraint mutant_check check (%s is not null or true)', f, qa), array[pg_temp.w('check-undeclared', 'undeclared', 'check', s, r, 'mutant_check')]
from col where k in ('r', 'f', 'p')
-- change: check for this table alone
select format('alter table %s drop constraint %s; alter table %1$s add constraint %2$s %3$s no inherit', f, qc, def), array[pg_temp.w('check-inherit', 'no inherit', 'check', s, r, c)]
from con where ct = 'c' and not alonely and proven and k = 'r' and remark is null and def !~ 'NOT ENFORCED'
-- change: condition of a check
select format('alter table %s drop constraint %s; alter table %1$s add constraint %2$s check (not (%3$s))', f, qc, pg_get_expr((select o.conbin from pg_constraint o where o.oid = con.ooid), con.conrelid)), array[pg_temp.w('check-expression', 'expression', 'check', s, r, c)]
from con where ct = 'c' and not alonely and proven and k = 'r' and remark is null and def !~ 'NOT ENFORCED'
-- change: name of a constraint that others have
select format('alter table %s add constraint mutant_twin %s', f, def), array[pg_temp.w('check-undeclared', 'undeclared', 'check', s, r, 'mutant_twin')]
from con where ct = 'c' and k = 'r'
-- change: exclusion added
select format('alter table %s add constraint mutant_excl exclude using btree (%s with =)', f, qa), array[pg_temp.w('exclusion-undeclared', 'undeclared', 'exclusion', s, r, 'mutant_excl')]
from col where k = 'r' and plain and typ in ('int4', 'int8', 'text', 'uuid')
-- change: operator of an exclusion
select format('alter table %s drop constraint %s; alter table %1$s add constraint %2$s %3$s', f, qc, replace(def, 'WITH &&', 'WITH =')), array[pg_temp.w('exclusion-definition', 'definition', 'exclusion', s, r, c)]
from con where ct = 'x' and def ~ 'range.* WITH &&' and remark is null
-- change: name of the constraint behind NOT NULL
-- since: 18
select format('alter table %s rename constraint %I to mutant_not_null', t.f, o.conname), array[pg_temp.w('not-null-constraint', 'not null constraint', 'column', t.s, t.r, a.attname)]
from rel t join pg_constraint o on o.conrelid = t.oid and o.contype = 'n' join pg_attribute a on a.attrelid = t.oid and a.attnum = o.conkey[1] where t.alone and t.k = 'r'
