-- change: trigger added
select format('create trigger mutant before update on %s for each row execute function suppress_redundant_updates_trigger()', f), array[pg_temp.w('trigger-undeclared', 'undeclared', 'trigger', s, r, 'mutant')]
from rel where k = 'r' and not part
-- change: trigger dropped
select format('drop trigger %I on %s', g.tgname, f), array[pg_temp.w('trigger-missing', 'absent', 'trigger', s, r, g.tgname)]
from rel join pg_trigger g on g.tgrelid = rel.oid where alone and not g.tgisinternal
-- change: trigger switched off
select format('alter table %s disable trigger %I', f, g.tgname), array[pg_temp.w('trigger-disabled', 'enabled', 'trigger', s, r, g.tgname)]
from rel join pg_trigger g on g.tgrelid = rel.oid where alone and not g.tgisinternal and g.tgenabled <> 'D' and k in ('r', 'f')
-- change: trigger that always fires
select format('alter table %s enable always trigger %I', f, g.tgname), array[pg_temp.w('trigger-disabled', 'enabled', 'trigger', s, r, g.tgname)]
from rel join pg_trigger g on g.tgrelid = rel.oid where alone and not g.tgisinternal and g.tgenabled <> 'A' and k in ('r', 'f')
-- change: trigger at another time
select format('drop trigger %I on %s; %s', g.tgname, f, replace(pg_get_triggerdef(g.oid), ' BEFORE ', ' AFTER ')), array[pg_temp.w('trigger-definition', 'timing', 'trigger', s, r, g.tgname)]
from rel join pg_trigger g on g.tgrelid = rel.oid where alone and not g.tgisinternal and g.tgenabled = 'O' and g.tgtype & 2 <> 0 and k = 'r' and obj_description(g.oid, 'pg_trigger') is null
-- change: trigger on other occasions
select format('drop trigger %I on %s; %s', g.tgname, f, regexp_replace(pg_get_triggerdef(g.oid), ' (BEFORE|AFTER) ', ' \1 DELETE OR ')), array[pg_temp.w('trigger-definition', 'events', 'trigger', s, r, g.tgname)]
from rel join pg_trigger g on g.tgrelid = rel.oid where alone and not g.tgisinternal and g.tgenabled = 'O' and g.tgtype & (8 + 64 + 32) = 0 and k = 'r' and g.tgqual is null and g.tgnewtable is null and g.tgoldtable is null and obj_description(g.oid, 'pg_trigger') is null
-- change: trigger with a condition
select format('drop trigger %I on %s; %s', g.tgname, f, replace(pg_get_triggerdef(g.oid), ' EXECUTE FUNCTION ', ' WHEN (3 > 2) EXECUTE FUNCTION ')), array[pg_temp.w('trigger-definition', 'when', 'trigger', s, r, g.tgname)]
from rel join pg_trigger g on g.tgrelid = rel.oid where alone and not g.tgisinternal and g.tgenabled = 'O' and k in ('r') and g.tgqual is null and obj_description(g.oid, 'pg_trigger') is null
-- change: trigger without its condition
select format('drop trigger %I on %s; %s', g.tgname, f, regexp_replace(pg_get_triggerdef(g.oid), ' WHEN \(.*\) EXECUTE', ' EXECUTE')), array[pg_temp.w('trigger-definition', 'when', 'trigger', s, r, g.tgname)]
from rel join pg_trigger g on g.tgrelid = rel.oid where alone and not g.tgisinternal and g.tgenabled = 'O' and k in ('r') and g.tgqual is not null and obj_description(g.oid, 'pg_trigger') is null
-- change: trigger for each statement
select format('drop trigger %I on %s; %s', g.tgname, f, replace(pg_get_triggerdef(g.oid), ' FOR EACH ROW ', ' FOR EACH STATEMENT ')), array[pg_temp.w('trigger-definition', 'for each', 'trigger', s, r, g.tgname)]
from rel join pg_trigger g on g.tgrelid = rel.oid where alone and not g.tgisinternal and g.tgenabled = 'O' and g.tgtype & 1 <> 0 and k = 'r' and g.tgconstraint = 0 and g.tgqual is null and obj_description(g.oid, 'pg_trigger') is null
-- change: arguments of a trigger
select format('drop trigger %I on %s; %s', g.tgname, f, regexp_replace(pg_get_triggerdef(g.oid), '\([^()]*\)$', '(''mutant'')')), array[pg_temp.w('trigger-definition', 'execute function', 'trigger', s, r, g.tgname)]
from rel join pg_trigger g on g.tgrelid = rel.oid where alone and not g.tgisinternal and g.tgenabled = 'O' and k in ('r', 'v') and obj_description(g.oid, 'pg_trigger') is null
-- change: comment on a trigger
select format('comment on trigger %I on %s is ''said by a mutant''', g.tgname, f), array[pg_temp.w('comment', 'comment', 'trigger', s, r, g.tgname)]
from rel join pg_trigger g on g.tgrelid = rel.oid where alone and not g.tgisinternal
-- change: constraint trigger checked at another time
select format('drop trigger %I on %s; %s', g.tgname, f, replace(replace(pg_get_triggerdef(g.oid), ' INITIALLY IMMEDIATE ', ' INITIALLY DEFERRED '), ' NOT DEFERRABLE INITIALLY DEFERRED', ' DEFERRABLE INITIALLY DEFERRED')), array[pg_temp.w('trigger-definition', 'deferrable', 'trigger', s, r, g.tgname)]
from rel join pg_trigger g on g.tgrelid = rel.oid where alone and not g.tgisinternal and g.tgconstraint <> 0 and not g.tginitdeferred and obj_description(g.oid, 'pg_trigger') is null
-- change: policy added
select format('create policy mutant on %s using (true)', f), array[pg_temp.w('policy-undeclared', 'undeclared', 'policy', s, r, 'mutant')]
from rel where k in ('r', 'p')
-- change: policy dropped
select format('drop policy %I on %s', p.polname, f), array[pg_temp.w('policy-missing', 'absent', 'policy', s, r, p.polname)]
from rel join pg_policy p on p.polrelid = rel.oid
-- change: condition of a policy
select format('alter policy %I on %s using (not (%s))', p.polname, f, pg_get_expr(p.polqual, p.polrelid)), array[pg_temp.w('policy-expression', 'using', 'policy', s, r, p.polname)]
from rel join pg_policy p on p.polrelid = rel.oid where p.polqual is not null
-- change: condition of what a policy lets in
select format('alter policy %I on %s with check (7 > 8)', p.polname, f), array[pg_temp.w('policy-expression', 'with check', 'policy', s, r, p.polname)]
from rel join pg_policy p on p.polrelid = rel.oid where p.polcmd in ('*', 'w', 'a')
-- change: roles of a policy
select format('alter policy %I on %s to pg_read_all_stats', p.polname, f), array[pg_temp.w('policy-definition', 'to', 'policy', s, r, p.polname)]
from rel join pg_policy p on p.polrelid = rel.oid
-- change: statements of a policy
select format('drop policy %I on %s; create policy %1$I on %2$s for delete to %4$s using (%3$s)', p.polname, f, coalesce(pg_get_expr(p.polqual, p.polrelid), 'true'),
	case when p.polroles = '{0}' then 'public' else (select string_agg(quote_ident(o.rolname), ', ') from pg_roles o where o.oid = any (p.polroles)) end), array[pg_temp.w('policy-definition', 'for', 'policy', s, r, p.polname)]
from rel join pg_policy p on p.polrelid = rel.oid where p.polcmd = 'r' and p.polpermissive and obj_description(p.oid, 'pg_policy') is null
-- change: policy restrictive
select format('drop policy %I on %s; create policy %1$I on %2$s as restrictive for select using (%3$s)', p.polname, f, coalesce(pg_get_expr(p.polqual, p.polrelid), 'true')), array[pg_temp.w('policy-definition', 'as', 'policy', s, r, p.polname)]
from rel join pg_policy p on p.polrelid = rel.oid where p.polcmd = 'r' and p.polroles = '{0}' and p.polpermissive and obj_description(p.oid, 'pg_policy') is null
-- change: comment on a policy
select format('comment on policy %I on %s is ''said by a mutant''', p.polname, f), array[pg_temp.w('comment', 'comment', 'policy', s, r, p.polname)]
from rel join pg_policy p on p.polrelid = rel.oid
-- change: event trigger added
select format('create function %s.mutant_event() returns event_trigger language plpgsql as ''begin end''; create event trigger mutant on ddl_command_end execute function %1$s.mutant_event(); alter event trigger mutant disable', f),
	array[pg_temp.w('function-undeclared', 'undeclared', 'function', s, null, 'mutant_event()'), pg_temp.w('object-undeclared', 'undeclared', 'event trigger', null, null, 'mutant')]
from ns
-- change: event trigger dropped
select format('drop event trigger %I', evtname), array[pg_temp.w('object-missing', 'absent', 'event trigger', null, null, evtname)] from pg_event_trigger
-- change: event trigger switched off
select format('alter event trigger %I disable', evtname), array[pg_temp.w('trigger-disabled', 'enabled', 'event trigger', null, null, evtname)] from pg_event_trigger where evtenabled <> 'D'
