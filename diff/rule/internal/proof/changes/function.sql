-- change: function added
select format('create function %s.mutant(a int) returns int language sql as ''select 1''', f), array[pg_temp.w('function-undeclared', 'undeclared', 'function', s, null, 'mutant(integer)')] from ns
-- change: function of the same name added
select format('create function %s.%I(a int, b text, c point) returns int language sql as ''select 1''', ns.f, fn.p), array[pg_temp.w('function-undeclared', 'undeclared', 'function', fn.s, null, quote_ident(fn.p) || '(integer, text, point)')] from fn join ns using (s) where k = 'f'
-- change: procedure added
select format('create procedure %s.mutant() language sql as ''select 1''', f), array[pg_temp.w('function-undeclared', 'undeclared', 'procedure', s, null, 'mutant()')] from ns
-- change: function dropped
select format('drop %s %s', word, f), array[pg_temp.w('function-missing', 'absent', kind, s, null, sig)] from fn where k <> 'a'
-- change: aggregate dropped
select format('drop aggregate %s', f), array[pg_temp.w('function-missing', 'absent', kind, s, null, sig)] from fn where k = 'a' and f !~ 'ORDER BY|VARIADIC|\(\)'
-- change: body of a function
select regexp_replace(replace(pg_get_functiondef(oid), body, replace(body, 'BEGIN', 'begin perform 1; ')), '', ''), array[pg_temp.w('function-body', 'body', kind, s, null, sig)]
from fn where k = 'f' and language = 'plpgsql' and body ~ 'BEGIN'
-- change: body of a function by a comment
select replace(pg_get_functiondef(oid), body, body || '/* mutant */'), array[pg_temp.w('function-body', 'body', kind, s, null, sig)]
from fn where k in ('f', 'p') and language in ('plpgsql', 'sql') and length(body) > 3 and pg_get_functiondef(oid) not like '%$function$' || '%$function$%$function$%'
-- change: volatility of a function
select format('alter %s %s %s', word, f, case volatility when 'i' then 'stable' else 'immutable' end), array[pg_temp.w('function-definition', 'volatility', kind, s, null, sig)] from fn where k in ('f', 'w')
-- change: NULLs given to a function
select format('alter %s %s %s', word, f, case when strict then 'called on null input' else 'strict' end), array[pg_temp.w('function-definition', 'strict', kind, s, null, sig)] from fn where k in ('f', 'w')
-- change: rights of a function
select format('alter %s %s security %s', word, f, case when definer then 'invoker' else 'definer' end), array[pg_temp.w('function-security', 'security definer', kind, s, null, sig)] from fn where k in ('f', 'w', 'p')
-- change: function that leaks
select format('alter %s %s %s', word, f, case when leakproof then 'not leakproof' else 'leakproof' end), array[pg_temp.w('function-security', 'leakproof', kind, s, null, sig)] from fn where k in ('f', 'w')
-- change: function in parallel
select format('alter %s %s parallel %s', word, f, case parallel when 's' then 'restricted' else 'safe' end), array[pg_temp.w('function-definition', 'parallel', kind, s, null, sig)] from fn where k in ('f', 'w')
-- change: cost of a function
select format('alter %s %s cost 4711', word, f), array[pg_temp.w('function-definition', 'cost', kind, s, null, sig)] from fn where k in ('f', 'w')
-- change: rows of a function
select format('alter %s %s rows 4711', word, f), array[pg_temp.w('function-definition', 'rows', kind, s, null, sig)] from fn where k = 'f' and many
-- change: setting of a function
select format('alter %s %s set search_path = pg_catalog, mutant', word, f), array[pg_temp.w('function-security', 'set search_path', kind, s, null, sig)] from fn where k in ('f', 'w', 'p')
-- change: settings of a function gone
select format('alter %s %s reset all', word, f), array(select pg_temp.w('function-security', 'set ' || split_part(x, '=', 1), kind, s, null, sig) from unnest(config) x) from fn where config is not null and cardinality(config) = 1
-- change: function with another owner
select format('alter %s %s owner to pg_read_all_settings', word, f), array[pg_temp.w('owner', 'owner', kind, s, null, sig)] from fn where k <> 'a' and acl is null
-- change: comment on a function
select format('comment on %s %s is ''said by a mutant''', word, f), array[pg_temp.w('comment', 'comment', kind, s, null, sig)] from fn where k <> 'a'
-- change: right on a function
select format('grant execute on %s %s to pg_read_all_stats', word, f), array[pg_temp.w('grant-undeclared', 'more grants', kind, s, null, sig)] from fn where k <> 'a' and acl is null
-- change: right of everybody on a function revoked
select format('revoke execute on %s %s from public', word, f), array[pg_temp.w('grant-missing', 'grants', kind, s, null, sig)] from fn where k <> 'a' and acl is null
-- change: function renamed
select format('alter %s %s rename to mutant_name', word, f), array[pg_temp.w('function-missing', 'absent', kind, s, null, sig), pg_temp.w('function-undeclared', 'undeclared', kind, s, null, 'mutant_name' || substr(sig, length(quote_ident(p)) + 1))]
from fn where k in ('f', 'p') and not exists (select from pg_depend d where d.refobjid = fn.oid and d.refclassid = 'pg_proc'::regclass)
-- change: default of an argument
select format('create function %s.mutant(a int default 1) returns int language sql as ''select 1''', f), array[pg_temp.w('function-undeclared', 'undeclared', 'function', s, null, 'mutant(integer)')] from ns
-- change: operator added
select format('create operator %s.#%%%%# (leftarg = int, rightarg = int, function = pg_catalog.int4eq)', f), array[pg_temp.w('object-undeclared', 'undeclared', 'operator', s, null, '#%%#(integer, integer)')] from ns
-- change: operator dropped
select format('drop operator %s', o.oid::regoperator), array[pg_temp.w('object-missing', 'absent', 'operator', n.s, null, o.oprname || '(' || coalesce(format_type(nullif(o.oprleft, 0), null), 'NONE') || ', ' || coalesce(format_type(nullif(o.oprright, 0), null), 'NONE') || ')')]
from pg_operator o join ns n on n.oid = o.oprnamespace where o.oprcom = 0 and o.oprnegate = 0 and o.oprleft <> 0
-- change: aggregate added
select format('create aggregate %s.mutant(int) (sfunc = pg_catalog.int4pl, stype = int)', f), array[pg_temp.w('function-undeclared', 'undeclared', 'aggregate', s, null, 'mutant(integer)')] from ns
-- change: cast added
select format('create type %s.mutant_pair as (a int); create cast (%1$s.mutant_pair as text) with inout', f), array[pg_temp.w('type-undeclared', 'undeclared', 'composite', s, null, 'mutant_pair'), pg_temp.w('object-undeclared', 'undeclared', 'cast', null, null, format('(%s.mutant_pair AS text)', f))] from ns
-- change: operator class added
select format('create operator class %s.mutant for type int using btree as operator 1 <, function 1 btint4cmp(int, int)', f), array[pg_temp.w('object-undeclared', 'undeclared', 'operator class', s, null, 'mutant using btree'), pg_temp.w('object-undeclared', 'undeclared', 'operator family', s, null, 'mutant using btree')] from ns
