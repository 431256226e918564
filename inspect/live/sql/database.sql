-- The database itself: what CREATE DATABASE and ALTER DATABASE say of it, and its
-- comment.
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
  -- the locale of a provider other than the C library
  pg_catalog.to_jsonb(d) ->> 'daticulocale', -- before 17
  d.datlocale,                               -- since 17
  d.daticurules, -- since 16
  null,          -- before 16
  d.dattablespace,
  d.datconnlimit,
  d.datallowconn,
  d.datistemplate
from pg_catalog.pg_database d
where d.datname = pg_catalog.current_database()
