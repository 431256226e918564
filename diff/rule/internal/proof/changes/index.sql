-- change: index added
select format('create index mutant_idx on %s (%s)', f, qa), array[pg_temp.w('index-undeclared', 'undeclared', 'index', s, r, 'mutant_idx')]
from col where k in ('r', 'm', 'p') and plain and typ in ('int4', 'int8', 'text', 'uuid', 'varchar', 'timestamptz', 'date', 'bool', 'numeric') and computed <> 'v'
-- change: index of an expression added
select format('create index mutant_idx on %s (lower(%s))', f, qa), array[pg_temp.w('index-undeclared', 'undeclared', 'index', s, r, 'mutant_idx')]
from col where k in ('r', 'm', 'p') and plain and typ in ('text', 'varchar') and computed <> 'v'
-- change: index dropped
select format('drop index %s', fx), array[pg_temp.w('index-missing', 'absent', 'index', s, r, x)]
from idx where not constraining and not wanted and not replica
-- change: index renamed
select format('alter index %s rename to mutant_name', fx), array[pg_temp.w('object-name', 'name', 'index', s, r, 'mutant_name')]
from idx where not constraining and not replica
-- change: index unique
select format('drop index %s; %s', fx, regexp_replace(def, '^CREATE INDEX', 'CREATE UNIQUE INDEX')), array[pg_temp.w('index-unique', 'unique', 'index', s, r, x)]
from idx where not tuned and not constraining and not uniq and method = 'btree' and not clustered and remark is null
-- change: index of another method
select format('drop index %s; %s', fx, replace(def, ' USING btree ', ' USING hash ')), array[pg_temp.w('index-method', 'method', 'index', s, r, x)]
from idx where not tuned and not constraining and not uniq and method = 'btree' and not clustered and keys = 1 and atts = 1 and def !~ '(DESC|NULLS)' and xoptions = '{}' and remark is null and not replica
-- change: index backwards
select format('drop index %s; %s', fx, regexp_replace(def, '\) INCLUDE \(|\)( WITH \(.*| WHERE .*|)$', ' DESC\&')), array[pg_temp.w('index-keys', 'keys', 'index', s, r, x)]
from idx where not tuned and not constraining and method = 'btree' and not clustered and keys = 1 and atts = 1 and def !~ '(DESC|NULLS|WHERE|WITH)' and remark is null and not replica and not wanted
-- change: NULLs of an index first
select format('drop index %s; %s', fx, regexp_replace(def, '\)$', ' NULLS FIRST)')), array[pg_temp.w('index-keys', 'keys', 'index', s, r, x)]
from idx where not tuned and not constraining and method = 'btree' and not clustered and keys = 1 and atts = 1 and def !~ '(DESC|NULLS|WHERE|WITH|INCLUDE)' and remark is null and not replica and not wanted
-- change: operator class of an index
select format('drop index %s; create %s index %I on %s (%I text_pattern_ops)', fx, case when uniq then 'unique' end, x, idx.f, a.attname), array[pg_temp.w('index-keys', 'keys', 'index', s, r, x)]
from idx join pg_attribute a on a.attrelid = idx.oid and a.attnum = indkey[0]
where not tuned and not constraining and method = 'btree' and not clustered and keys = 1 and atts = 1 and a.atttypid = 'text'::regtype and def !~ '(pattern|DESC|NULLS|WHERE|WITH|COLLATE)' and remark is null and not replica and not wanted
-- change: collation of an index
select format('drop index %s; create %s index %I on %s (%I collate "C")', fx, case when uniq then 'unique' end, x, idx.f, a.attname), array[pg_temp.w('index-keys', 'keys', 'index', s, r, x)]
from idx join pg_attribute a on a.attrelid = idx.oid and a.attnum = indkey[0] join pg_type y on y.oid = a.atttypid and a.attcollation = y.typcollation
where not tuned and not constraining and method = 'btree' and not clustered and keys = 1 and atts = 1 and y.typname in ('text', 'varchar') and y.typnamespace = 'pg_catalog'::regnamespace and def !~ '(_ops|DESC|NULLS|WHERE|WITH|COLLATE)' and remark is null and not replica and not wanted
-- change: index with another column
select format('drop index %s; %s', fx, regexp_replace(idx.def, '\)$', format(', %s)', replace(c.qa, '\', '\\')))), array[pg_temp.w('index-keys', 'keys', 'index', idx.s, idx.r, x)]
from idx join col c on c.oid = idx.oid and c.attnum < 20
where not tuned and not constraining and method = 'btree' and not clustered and idx.atts = idx.keys and not partial and xoptions = '{}' and not uniq and not c.attnum = any (indkey) and c.typ in ('int4', 'text', 'bool', 'int8') and c.plain and c.computed <> 'v' and idx.remark is null and not replica and idx.def ~ '\)$' and idx.def !~ ' WITH '
-- change: index that carries a column
select format('drop index %s; %s include (%s)', fx, idx.def, c.qa), array[pg_temp.w('include-columns', 'include', 'index', idx.s, idx.r, x)]
from idx join col c on c.oid = idx.oid and c.attnum < 20
where not tuned and not constraining and method = 'btree' and not clustered and idx.atts = idx.keys and not partial and xoptions = '{}' and not c.attnum = any (indkey) and c.typ in ('int4', 'text', 'bool', 'int8') and c.plain and c.computed = '' and idx.remark is null and not replica and not wanted and idx.def !~ ' NULLS NOT DISTINCT'
-- change: partial index
select format('drop index %s; %s where %s is not null', fx, idx.def, c.qa), array[pg_temp.w('index-predicate', 'predicate', 'index', idx.s, idx.r, x)]
from idx join col c on c.oid = idx.oid and c.attnum = indkey[0]
where not tuned and not constraining and not clustered and not partial and idx.remark is null and not replica and not wanted and c.computed <> 'v'
-- change: whole index
select format('drop index %s; %s', fx, regexp_replace(def, ' WHERE .*$', '')), array[pg_temp.w('index-predicate', 'predicate', 'index', s, r, x)]
from idx where not tuned and not constraining and not clustered and partial and remark is null and not replica
-- change: condition of a partial index
select format('drop index %s; %s and true is not null', fx, def), array[pg_temp.w('index-predicate', 'predicate', 'index', s, r, x)]
from idx where not tuned and not constraining and not clustered and partial and remark is null and not replica
-- change: storage parameter of an index
select format('alter index %s set (fillfactor = 47)', fx), array[pg_temp.w('index-parameters', 'storage parameters', 'index', s, r, x)]
from idx where not constraining and method in ('btree', 'hash', 'gist')
-- change: storage parameter of a key
select format('alter index %s set (fillfactor = 47)', fx), array[pg_temp.w('storage-options', 'storage parameters', o.okind, idx.s, idx.r, x)]
from idx join con o on o.conindid = idx.xoid and o.conrelid = idx.oid where constraining and method = 'btree'
-- change: storage parameter of a GIN index
select format('alter index %s set (fastupdate = off)', fx), array[pg_temp.w('index-parameters', 'storage parameters', 'index', s, r, x)]
from idx where method = 'gin' and xoptions::text !~ 'fastupdate'
-- change: invalid index
select format('update pg_catalog.pg_index set indisvalid = false where indexrelid = %s::regclass', quote_literal(fx)), array[pg_temp.w('index-invalid', 'valid', 'index', s, r, x)]
from idx where not constraining
-- change: statistics target of an index
select format('alter index %s alter column %s set statistics 77', fx, n), array[pg_temp.w('column-statistics', 'statistics', 'index', s, r, x)]
from idx join pg_index i on i.indexrelid = xoid, unnest(idx.indkey) with ordinality u(k2, n) where computing and u.k2 = 0 and not constraining
-- change: comment on an index
select format('comment on index %s is ''said by a mutant''', fx), array[pg_temp.w('comment', 'comment', 'index', s, r, x)]
from idx where not constraining
-- change: index of NULLs that are equal
-- since: 15
select format('drop index %s; %s nulls not distinct', fx, def), array[pg_temp.w('nulls-distinct', 'nulls', 'index', s, r, x)]
from idx where not tuned and not constraining and not wanted and uniq and not partial and xoptions = '{}' and not clustered and not replica and remark is null and def !~ 'NULLS NOT'
-- change: same index twice
select regexp_replace(def, '^(CREATE .*?INDEX) .*? ON (ONLY )?', '\1 mutant_twin ON '), array[pg_temp.w('index-undeclared', 'undeclared', 'index', s, r, 'mutant_twin')]
from idx where not constraining and x ~ '^[a-z_0-9]+$'
