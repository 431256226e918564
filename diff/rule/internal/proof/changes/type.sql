-- change: enum added
select format('create type %s.mutant as enum (''a'')', f), array[pg_temp.w('enum-undeclared', 'undeclared', 'enum', s, null, 'mutant')] from ns
-- change: enum dropped
select format('drop type %s', f), array[pg_temp.w('enum-missing', 'absent', 'enum', s, null, y)] from typ where k = 'e'
-- change: label added to an enum
select format('alter type %s add value ''mutant''', f), array[pg_temp.w('enum-label-undeclared', 'more labels', 'enum', s, null, y)] from typ where k = 'e'
-- change: label added before the first
select format('alter type %s add value ''mutant'' before %L', f, (select enumlabel from pg_enum e where e.enumtypid = typ.oid order by enumsortorder limit 1)), array[pg_temp.w('enum-label-undeclared', 'more labels', 'enum', s, null, y)]
from typ where k = 'e' and exists (select from pg_enum e where e.enumtypid = typ.oid)
-- change: label of an enum renamed
select format('alter type %s rename value %L to ''mutant''', f, e.enumlabel), array[pg_temp.w('enum-label-missing', 'labels', 'enum', s, null, y), pg_temp.w('enum-label-undeclared', 'more labels', 'enum', s, null, y)]
from typ join pg_enum e on e.enumtypid = typ.oid where k = 'e' and not used
-- change: labels of an enum in another order
select format('alter type %s rename value %L to ''mutant''; alter type %1$s rename value %3$L to %2$L; alter type %1$s rename value ''mutant'' to %3$L', f, a.enumlabel, b.enumlabel), array[pg_temp.w('enum-label-order', 'label order', 'enum', s, null, y)]
from typ join pg_enum a on a.enumtypid = typ.oid join pg_enum b on b.enumtypid = typ.oid and b.enumsortorder > a.enumsortorder where k = 'e' and not used
-- change: domain added
select format('create domain %s.mutant as int', f), array[pg_temp.w('domain-undeclared', 'undeclared', 'domain', s, null, 'mutant')] from ns
-- change: domain dropped
select format('drop domain %s', f), array[pg_temp.w('domain-missing', 'absent', 'domain', s, null, y)] from typ where k = 'd'
-- change: check of a domain added
select format('alter domain %s add constraint mutant check (value is not null or 7 > 8)', f), array[pg_temp.w('domain-check', 'expression', 'domain', s, null, y)] from typ where k = 'd'
-- change: check of a domain dropped
select format('alter domain %s drop constraint %I', f, o.conname), array[pg_temp.w('domain-check', 'expression', 'domain', s, null, y)] from typ join pg_constraint o on o.contypid = typ.oid and o.contype = 'c' where k = 'd'
-- change: NULL in a domain
select format('alter domain %s %s not null', f, case when needed then 'drop' else 'set' end), array[pg_temp.w('domain-nullability', 'not null', 'domain', s, null, y)] from typ where k = 'd'
-- change: default of a text domain
select format('alter domain %s set default ''mutant''', f), array[pg_temp.w('domain-default', 'default', 'domain', s, null, y)] from typ join pg_type t on t.oid = typ.oid where k = 'd' and t.typbasetype in ('text'::regtype, 'varchar'::regtype)
-- change: default of a domain gone
select format('alter domain %s drop default', f), array[pg_temp.w('domain-default', 'default', 'domain', s, null, y)] from typ where k = 'd' and preset is not null
-- change: type under a domain
select format('drop domain %s; create domain %1$s as bytea', f), array[pg_temp.w('domain-type', 'base type', 'domain', s, null, y)] from typ join pg_type t on t.oid = typ.oid
where k = 'd' and t.typowner = current_user::regrole and preset is null and not needed and comment is null and acl is null and not used and t.typcollation = 0 and t.typbasetype <> 'bytea'::regtype and not exists (select from pg_constraint o where o.contypid = typ.oid)
-- change: composite added
select format('create type %s.mutant as (a int)', f), array[pg_temp.w('type-undeclared', 'undeclared', 'composite', s, null, 'mutant')] from ns
-- change: composite dropped
select format('drop type %s', f), array[pg_temp.w('type-missing', 'absent', 'composite', s, null, y)] from typ where k = 'c'
-- change: attribute added to a composite
select format('alter type %s add attribute mutant int', f), array[pg_temp.w('type-definition', 'attribute mutant', 'composite', s, null, y)] from typ where k = 'c'
-- change: attribute of a composite dropped
select format('alter type %s drop attribute %I', f, a.attname), array[pg_temp.w('type-definition', 'attribute ' || a.attname, 'composite', s, null, y)] from typ join pg_attribute a on a.attrelid = typrelid and attnum > 0 and not attisdropped where k = 'c' and a.attname ~ '^[a-z_]+$'
-- change: attribute of a composite of another type
select format('alter type %s alter attribute %I type bytea', f, a.attname), array[pg_temp.w('type-definition', 'attribute ' || a.attname, 'composite', s, null, y)] from typ join pg_attribute a on a.attrelid = typrelid and attnum > 0 and not attisdropped where k = 'c' and a.attname ~ '^[a-z_]+$' and a.atttypid <> 'bytea'::regtype
-- change: range added
select format('create type %s.mutant as range (subtype = float8)', f), array[pg_temp.w('type-undeclared', 'undeclared', 'range', s, null, 'mutant')] from ns
-- change: range dropped
select format('drop type %s', f), array[pg_temp.w('type-missing', 'absent', 'range', s, null, y)] from typ where k = 'r'
-- change: comment on a type
select format('comment on %s %s is ''said by a mutant''', case k when 'd' then 'domain' else 'type' end, f), array[pg_temp.w('comment', 'comment', case k when 'e' then 'enum' when 'd' then 'domain' when 'r' then 'range' else 'composite' end, s, null, y)] from typ
-- change: type with another owner
select format('alter %s %s owner to pg_read_all_settings', case k when 'd' then 'domain' else 'type' end, f), array[pg_temp.w('owner', 'owner', case k when 'e' then 'enum' when 'd' then 'domain' when 'r' then 'range' else 'composite' end, s, null, y)] from typ
where acl is null
-- change: right on a type revoked
select format('revoke usage on %s %s from public', case k when 'd' then 'domain' else 'type' end, f), array[pg_temp.w('grant-missing', 'grants', case k when 'e' then 'enum' when 'd' then 'domain' when 'r' then 'range' else 'composite' end, s, null, y)] from typ
where acl is null
-- change: sequence added
select format('create sequence %s.mutant', f), array[pg_temp.w('sequence-undeclared', 'undeclared', 'sequence', s, null, 'mutant')] from ns
-- change: sequence dropped
select format('drop sequence %s', f), array[pg_temp.w('sequence-missing', 'absent', 'sequence', s, null, q)] from seq
-- change: sequence counts otherwise
select format('alter sequence %s %s', f, o), array[pg_temp.w('sequence-options', 'sequence options', 'sequence', s, null, q)]
from seq, unnest('{increment by 7,cache 23,start with 77,maxvalue 30003}'::text[]) o
-- change: sequence of another size
select format('alter sequence %s as %s', f, case when seqtypid = 'bigint'::regtype then 'int' else 'bigint' end), array[pg_temp.w('sequence-options', 'sequence options', 'sequence', s, null, q)]
from seq where seqmax in (9223372036854775807, 2147483647) and seqmin = 1
-- change: sequence that begins again
select format('alter sequence %s %s cycle', f, case when seqcycle then 'no' end), array[pg_temp.w('sequence-options', 'sequence options', 'sequence', s, null, q)] from seq
-- change: sequence of no column
select format('alter sequence %s owned by none', f), array[pg_temp.w('sequence-owner', 'owned by', 'sequence', s, null, q)] from seq where owned
-- change: comment on a sequence
select format('comment on sequence %s is ''said by a mutant''', f), array[pg_temp.w('comment', 'comment', 'sequence', s, null, q)] from seq
-- change: right on a sequence
select format('grant usage on sequence %s to pg_read_all_stats', f), array[pg_temp.w('grant-undeclared', 'more grants', 'sequence', s, null, q)] from seq
-- change: sequence unlogged
-- since: 15
select format('alter sequence %s set unlogged', f), array[pg_temp.w('table-unlogged', 'unlogged', 'sequence', s, null, q)] from seq join pg_class c on c.oid = seq.oid where c.relpersistence = 'p'
-- change: collation added
select format('create collation %s.mutant (locale = ''C'')', f), array[pg_temp.w('type-undeclared', 'undeclared', 'collation', s, null, 'mutant')] from ns
-- change: collation dropped
select format('drop collation %s.%I', n.f, c.collname), array[pg_temp.w('type-missing', 'absent', 'collation', n.s, null, c.collname)] from pg_collation c join ns n on n.oid = c.collnamespace
