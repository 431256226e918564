-- change: view added
select format('create view %s.mutant as select 1 as one', f), array[pg_temp.w('table-undeclared', 'undeclared', 'view', s, null, 'mutant')] from ns
-- change: view dropped
select format('drop view %s', f), array[pg_temp.w('table-missing', 'absent', 'view', s, null, r)]
from rel where k = 'v' and not exists (select from pg_trigger g where g.tgrelid = rel.oid)
-- change: query of a view
select format('create or replace view %s as select * from (%s) mutant limit 7', f, rtrim(pg_get_viewdef(oid), ';')), array[pg_temp.w('view-query', 'query', 'view', s, null, r)]
from rel where k = 'v' and options = '{}'
-- change: condition of a view
select format('create or replace view %s as select * from (%s) mutant where random() > 7', f, rtrim(pg_get_viewdef(oid), ';')), array[pg_temp.w('view-query', 'query', 'view', s, null, r)]
from rel where k = 'v' and options = '{}'
-- change: view as a security barrier
select format('alter view %s set (security_barrier = true)', f), array[pg_temp.w('storage-options', 'storage parameters', 'view', s, null, r)]
from rel where k = 'v' and options::text !~ 'security_barrier'
-- change: view with the rights of who asks
-- since: 15
select format('alter view %s set (security_invoker = true)', f), array[pg_temp.w('storage-options', 'storage parameters', 'view', s, null, r)]
from rel where k = 'v' and options::text !~ 'security_invoker'
-- change: view that checks what is written
select format('alter view %s set (check_option = local)', f), array[pg_temp.w('storage-options', 'storage parameters', 'view', s, null, r)]
from rel where k = 'v' and options::text !~ 'check_option' and pg_relation_is_updatable(oid, false) & 20 <> 0
-- change: default of a view's column
select format('alter view %s alter column %s set default 42', f, qa), array[pg_temp.w('column-default', 'default', 'column', s, r, a)]
from col where k = 'v' and not preset and plain and typ in ('int4', 'int8', 'numeric')
-- change: column of a view renamed
select format('alter view %s rename column %s to mutant', f, qa), array[pg_temp.w('column-renamed', 'name', 'column', s, r, 'mutant'), pg_temp.w('view-query', 'query', 'view', s, null, r)]
from col where k = 'v' and not used
-- change: materialized view added
select format('create materialized view %s.mutant as select 1 as one', f), array[pg_temp.w('table-undeclared', 'undeclared', 'materialized view', s, null, 'mutant')] from ns
-- change: materialized view dropped
select format('drop materialized view %s', f), array[pg_temp.w('table-missing', 'absent', 'materialized view', s, null, r)]
from rel where k = 'm'
-- change: materialized view emptied
select format('refresh materialized view %s with no data', f), array[pg_temp.w('view-populated', 'populated', 'materialized view', s, null, r)]
from rel where k = 'm' and (select c.relispopulated from pg_class c where c.oid = rel.oid)
-- change: rule added
select format('create rule mutant as on update to %s do also nothing', f), array[pg_temp.w('trigger-undeclared', 'undeclared', 'rule', s, r, 'mutant')]
from rel where k in ('r', 'v') and not part
-- change: rule dropped
select format('drop rule %I on %s', w.rulename, f), array[pg_temp.w('trigger-missing', 'absent', 'rule', s, r, w.rulename)]
from rel join pg_rewrite w on w.ev_class = rel.oid where w.rulename <> '_RETURN'
-- change: rule that does something else
select format('create or replace rule %I as on %s to %s do instead nothing', w.rulename, (array['select', 'update', 'insert', 'delete'])[w.ev_type::text::int], f), array[pg_temp.w('trigger-definition', 'definition', 'rule', s, r, w.rulename)]
from rel join pg_rewrite w on w.ev_class = rel.oid where w.rulename <> '_RETURN' and pg_get_ruledef(w.oid) !~ 'DO INSTEAD *NOTHING' and pg_get_ruledef(w.oid) !~ ' WHERE '
-- change: rule switched off
select format('alter table %s disable rule %I', f, w.rulename), array[pg_temp.w('trigger-disabled', 'enabled', 'rule', s, r, w.rulename)]
from rel join pg_rewrite w on w.ev_class = rel.oid where w.rulename <> '_RETURN' and w.ev_enabled = 'O' and k in ('r', 'p')
-- change: comment on a rule
select format('comment on rule %I on %s is ''said by a mutant''', w.rulename, f), array[pg_temp.w('comment', 'comment', 'rule', s, r, w.rulename)]
from rel join pg_rewrite w on w.ev_class = rel.oid where w.rulename <> '_RETURN'
