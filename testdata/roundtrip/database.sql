-- The database itself.
do $do$ begin execute format('comment on database %I is ''it''''s 100 %% ours; $body$ and $$''', current_database()); end $do$;
do $do$ begin execute format('alter database %I connection limit 7', current_database()); end $do$;
do $do$ begin execute format('alter database %I set search_path to app, "Odd, ""name"', current_database()); end $do$;
do $do$ begin execute format('alter database %I set temp_tablespaces to ''''', current_database()); end $do$;
do $do$ begin execute format('alter database %I set work_mem to ''64MB''', current_database()); end $do$;
do $do$ begin execute format('alter database %I set log_min_duration_statement to 100', current_database()); end $do$;
do $do$ begin execute format('alter database %I set application_name to ''''', current_database()); end $do$;
do $do$ begin execute format('alter database %I set "app.Strict" to on', current_database()); end $do$;
do $do$ begin execute format('alter role current_user in database %I set statement_timeout to ''5s''', current_database()); end $do$;
do $do$ begin execute format('revoke all on database %I from public', current_database()); end $do$;
do $do$ begin execute format('grant connect on database %I to public', current_database()); end $do$;
do $do$ begin execute format('grant connect, create on database %I to pg_monitor with grant option', current_database()); end $do$;
do $do$ begin execute format('alter database %I owner to pg_monitor', current_database()); end $do$;
create table t (id int);
