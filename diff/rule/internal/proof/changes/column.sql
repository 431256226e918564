-- change: column added
select format('alter table %s add column mutant int', f), array[pg_temp.w('column-undeclared', 'undeclared', 'column', s, r, 'mutant')]
from rel where k in ('r', 'p', 'f') and alone
-- change: column added that must be given
select format('alter table %s add column mutant text not null', f), array[pg_temp.w('column-undeclared', 'undeclared', 'column', s, r, 'mutant')]
from rel where k in ('r', 'p') and alone
-- change: column dropped
select format('alter table %s drop column %s', f, qa), array[pg_temp.w('column-missing', 'absent', 'column', s, r, a)]
from col where k in ('r', 'p', 'f') and not used and remark is distinct from 'x'
-- change: column renamed
select format('alter table %s rename column %s to mutant', f, qa), array[pg_temp.w('column-renamed', 'name', 'column', s, r, 'mutant')]
from col where k in ('r', 'p', 'f') and not used
-- change: column widened from int to bigint
select format('alter table %s alter column %s type bigint', f, qa), array[pg_temp.w('column-type', 'type', 'column', s, r, a)]
from col where col.usual and k in ('r', 'p', 'f') and typ = 'int4' and plain and numbered = '' and computed = ''
	and not exists (select from con where con.conrelid = col.oid and ct = 'x')
-- change: column narrowed from bigint to int
select format('alter table %s alter column %s type int', f, qa), array[pg_temp.w('column-type', 'type', 'column', s, r, a)]
from col where col.usual and k in ('r', 'p', 'f') and typ = 'int8' and plain and numbered = '' and not used
-- change: column made a number of text
select format('alter table %s alter column %s type numeric using 0', f, qa), array[pg_temp.w('column-type', 'type', 'column', s, r, a)]
from col where col.usual and k in ('r', 'p') and typ in ('text', 'varchar') and plain and not used and not preset and storage = typstorage and not squeezed
-- change: column made an array
select format('alter table %s alter column %s type %s[] using array[%2$s]', f, qa, format_type(y.oid, null)), array[pg_temp.w('column-type', 'type', 'column', s, r, a)]
from col join pg_type y on y.typname = col.typ and y.typnamespace = 'pg_catalog'::regnamespace
where col.usual and k in ('r', 'p') and plain and y.typarray <> 0 and (storage = 'p' or storage = 'x' and y.typstorage = 'x') and not squeezed and not used and not preset and numbered = ''
-- change: length of a column
select format('alter table %s alter column %s type varchar(%s)', f, qa, typmod - 4 + 1), array[pg_temp.w('column-type', 'type', 'column', s, r, a)]
from col where col.usual and k in ('r', 'p', 'f') and typ = 'varchar' and plain and typmod > 0
-- change: length of a column gone
select format('alter table %s alter column %s type varchar', f, qa), array[pg_temp.w('column-type', 'type', 'column', s, r, a)]
from col where col.usual and k in ('r', 'p', 'f') and typ = 'varchar' and plain and typmod > 0
-- change: varchar become text
select format('alter table %s alter column %s type text', f, qa), array[pg_temp.w('column-type', 'type', 'column', s, r, a)]
from col where col.usual and k in ('r', 'p', 'f') and typ = 'varchar' and plain and not used
-- change: precision of a number
select format('alter table %s alter column %s type numeric(%s, %s)', f, qa, ((typmod - 4) >> 16) + 1, (typmod - 4) & 255), array[pg_temp.w('column-type', 'type', 'column', s, r, a)]
from col where col.usual and k in ('r', 'p', 'f') and typ = 'numeric' and plain and typmod > 0 and computed = ''
-- change: scale of a number
select format('alter table %s alter column %s type numeric(%s, %s)', f, qa, ((typmod - 4) >> 16) + 2, ((typmod - 4) & 255) + 1), array[pg_temp.w('column-type', 'type', 'column', s, r, a)]
from col where col.usual and k in ('r', 'p', 'f') and typ = 'numeric' and plain and typmod > 0 and computed = ''
-- change: precision of a moment
select format('alter table %s alter column %s type %s', f, qa, case typ when 'timestamp' then 'timestamp(3)' else 'timestamptz(3)' end), array[pg_temp.w('column-type', 'type', 'column', s, r, a)]
from col where col.usual and k in ('r', 'p', 'f') and typ in ('timestamp', 'timestamptz') and plain and typmod < 0 and not used
-- change: time zone of a column
select format('alter table %s alter column %s type %s', f, qa, case typ when 'timestamp' then 'timestamptz' else 'timestamp' end), array[pg_temp.w('column-type', 'type', 'column', s, r, a)]
from col where col.usual and k in ('r', 'p', 'f') and typ in ('timestamp', 'timestamptz') and plain and typmod < 0 and not used
-- change: jsonb become json
select format('alter table %s alter column %s type json', f, qa), array[pg_temp.w('column-type', 'type', 'column', s, r, a)]
from col where col.usual and k in ('r', 'p') and typ = 'jsonb' and plain and not used
-- change: NULL refused
select format('alter table %s alter column %s set not null', f, qa), array[pg_temp.w('column-nullability', 'not null', 'column', s, r, a)]
from col where k in ('r', 'p', 'f') and not needed
-- change: NULL allowed
select format('alter table %s alter column %s drop not null', f, qa), array[pg_temp.w('column-nullability', 'not null', 'column', s, r, a)]
from col where k in ('r', 'p', 'f') and needed and numbered = ''
	and not exists (select from con where con.conrelid = col.oid and ct = 'p' and attnum = any (conkey))
-- change: default set
select format('alter table %s alter column %s set default %s', f, qa, case category when 'N' then '42' when 'S' then quote_literal('mutant') when 'B' then 'true' else 'now()' end),
	array[pg_temp.w('column-default', 'default', 'column', s, r, a)]
from col where k in ('r', 'p', 'f') and plain and not preset and numbered = '' and typ in ('int2', 'int4', 'int8', 'numeric', 'float8', 'text', 'varchar', 'bool', 'timestamptz', 'timestamp')
-- change: default of another value
select format('alter table %s alter column %s set default %s', f, qa, case category when 'N' then '4242' when 'S' then quote_literal('mutant2') else quote_literal('{"mutant": 1}') end),
	array[pg_temp.w('column-default', 'default', 'column', s, r, a)]
from col where k in ('r', 'p', 'f') and plain and preset and computed = '' and typ in ('int2', 'int4', 'int8', 'numeric', 'float8', 'text', 'varchar', 'jsonb')
-- change: default of the column itself, in another case
select format('alter table %s alter column %s set default ''Mutant''', f, qa),
	array[pg_temp.w('column-default', 'default', 'column', s, r, a)]
from col where k in ('r', 'p', 'f') and plain and preset and computed = '' and typ in ('text', 'varchar')
-- change: default dropped
select format('alter table %s alter column %s drop default', f, qa), array[pg_temp.w('column-default', 'default', 'column', s, r, a)]
from col where k in ('r', 'p', 'f') and preset and computed = ''
-- change: identity given
select format('alter table %s alter column %s add generated by default as identity', f, qa),
	array[pg_temp.w('column-identity', 'identity', 'column', s, r, a)]
from col where k in ('r', 'p') and plain and needed and not preset and numbered = '' and typ in ('int2', 'int4', 'int8')
	and not exists (select from col c where c.oid = col.oid and c.numbered <> '')
-- change: identity turned
select format('alter table %s alter column %s set generated %s', f, qa, case numbered when 'a' then 'by default' else 'always' end),
	array[pg_temp.w('column-identity', 'identity', 'column', s, r, a)]
from col where numbered <> ''
-- change: identity dropped
select format('alter table %s alter column %s drop identity', f, qa), array[pg_temp.w('column-identity', 'identity', 'column', s, r, a)]
from col where numbered <> ''
-- change: identity counts otherwise
select format('alter table %s alter column %s set %s', f, qa, o), array[pg_temp.w('identity-options', 'sequence options', 'column', s, r, a)]
from col, unnest('{increment by 7,cache 23,start with 77,maxvalue 30003,cycle}'::text[]) o where numbered <> ''
-- change: generated column become an ordinary one
select format('alter table %s alter column %s drop expression', f, qa), array[pg_temp.w('column-generated', 'generated', 'column', s, r, a)]
from col where computed = 's'
-- change: expression of a generated column
-- since: 17
select format('alter table %s alter column %s set expression as (%s)', f, qa, case category when 'N' then '4 + 2' else 'null' end), array[pg_temp.w('column-generated', 'generated', 'column', s, r, a)]
from col where computed = 's' and not used
-- change: collation of a column
select format('alter table %s alter column %s type %s collate "C"', f, qa, format_type(y.oid, col.typmod)), array[pg_temp.w('column-collation', 'collation', 'column', s, r, a)]
from col join pg_type y on y.typname = col.typ and y.typnamespace = 'pg_catalog'::regnamespace
where col.usual and k in ('r', 'p', 'f') and plain and typ in ('text', 'varchar') and attcollation = col.typcollation and not used
-- change: storage of a column
select format('alter table %s alter column %s set storage %s', f, qa, case storage when 'x' then 'external' else 'extended' end), array[pg_temp.w('column-storage', 'storage', 'column', s, r, a)]
from col where k in ('r', 'p') and col.typstorage in ('x', 'e', 'm')
-- change: compression of a column
-- since: 14
select format('alter table %s alter column %s set compression pglz', f, qa), array[pg_temp.w('column-storage', 'compression', 'column', s, r, a)]
from col where k in ('r', 'p') and col.typstorage in ('x', 'm') and computed <> 'v'
-- change: statistics target of a column
select format('alter table %s alter column %s set statistics 77', f, qa), array[pg_temp.w('column-statistics', 'statistics', 'column', s, r, a)]
from col where k in ('r', 'p', 'f', 'm')
-- change: options of a column
select format('alter table %s alter column %s set (n_distinct = -0.77)', f, qa), array[pg_temp.w('column-statistics', 'column options', 'column', s, r, a)]
from col where k in ('r', 'f')
-- change: comment on a column
select format('comment on column %s.%s is ''said by a mutant''', f, qa), array[pg_temp.w('comment', 'comment', 'column', s, r, a)]
from col
-- change: comment on a column gone
select format('comment on column %s.%s is null', f, qa), array[pg_temp.w('comment', 'comment', 'column', s, r, a)]
from col where remark is not null
-- change: rights on a column
select format('grant update (%s) on %s to pg_read_all_stats', qa, f), array[pg_temp.w('grant-undeclared', 'more grants', 'column', s, r, a)]
from col where k in ('r', 'p', 'f', 'v') and acl::text !~ 'pg_read_all_stats' is not false
-- change: columns in another order
select format('alter table %s drop column %s; alter table %1$s add column %2$s %3$s', f, qa, format_type(y.oid, col.typmod)), array[pg_temp.w('column-order', 'column order', kind, s, null, r)]
from col join pg_type y on y.typname = col.typ and y.typnamespace = 'pg_catalog'::regnamespace
where k = 'r' and plain and not used and not preset and not needed and computed = '' and numbered = '' and remark is null and aacl is null
	and attcollation = col.typcollation and storage = col.typstorage
	and exists (select from col c where c.oid = col.oid and c.attnum > col.attnum)
	and not exists (select from pg_attribute x where x.attrelid = col.oid and x.attnum = col.attnum
		and (x.attoptions is not null or x.attfdwoptions is not null or to_jsonb(x) ->> 'attstattarget' not in ('-1') or coalesce(to_jsonb(x) ->> 'attcompression', '') <> ''))
