-- The database itself: what CREATE DATABASE and ALTER DATABASE say of it, its
-- comment, and the settings of its sessions, for all roles and for single ones.
select
  d.oid,
  d.datdba,
  d.datacl::pg_catalog.text,
  coalesce(pg_catalog.shobj_description(d.oid, 'pg_database'), ''),
  pg_catalog.pg_encoding_to_char(d.encoding),
  d.datcollate,
  d.datctype,
  d.datlocprovider, -- since 15
  'c',              -- before 15
  -- the locale of a provider other than the C library: the column has another
  -- name since 17, and there is none before 15
  coalesce(pg_catalog.to_jsonb(d) ->> 'datlocale', pg_catalog.to_jsonb(d) ->> 'daticulocale'),
  d.daticurules, -- since 16
  null,          -- before 16
  case when t.spcname <> 'pg_default' then t.spcname::pg_catalog.text end,
  d.datconnlimit,
  d.datallowconn,
  d.datistemplate,
  (
    select pg_catalog.array_agg(coalesce(r.rolname::pg_catalog.text, '') order by coalesce(r.rolname::pg_catalog.text, ''), config.config)
    from pg_catalog.pg_db_role_setting s
    cross join pg_catalog.unnest(s.setconfig) config
    left join pg_catalog.pg_roles r
      on r.oid = s.setrole
    where s.setdatabase = d.oid
  ),
  (
    select pg_catalog.array_agg(config.config order by coalesce(r.rolname::pg_catalog.text, ''), config.config)
    from pg_catalog.pg_db_role_setting s
    cross join pg_catalog.unnest(s.setconfig) config
    left join pg_catalog.pg_roles r
      on r.oid = s.setrole
    where s.setdatabase = d.oid
  ),
  (
    select pg_catalog.array_agg(l.provider order by l.provider)
    from pg_catalog.pg_shseclabel l
    where l.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
      and l.objoid = d.oid
  ),
  (
    select pg_catalog.array_agg(l.label order by l.provider)
    from pg_catalog.pg_shseclabel l
    where l.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
      and l.objoid = d.oid
  )
from pg_catalog.pg_database d
join pg_catalog.pg_tablespace t
  on t.oid = d.dattablespace
where d.datname = pg_catalog.current_database()
