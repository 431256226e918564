-- the settings of sessions of the database, for all roles and for single ones
select
  d.oid,
  coalesce(r.rolname::pg_catalog.text, '') as role,
  setting
from pg_catalog.pg_database d
join pg_catalog.pg_db_role_setting s
  on s.setdatabase = d.oid
cross join pg_catalog.unnest(s.setconfig) setting
left join pg_catalog.pg_roles r
  on r.oid = s.setrole
where d.datname = pg_catalog.current_database()
order by role, setting
