-- The last transaction of initdb that is known for sure: what is in rows of
-- PostgreSQL's own with a higher number, users wrote. Rows keep the number when
-- they are frozen. Both of these rows were written when all but all was there, and
-- would have a higher number if they had been changed.
select least(
  (
    select t.xmin::pg_catalog.text::pg_catalog.int8
    from pg_catalog.pg_database t
    where t.datname = 'template0'
      and t.oid < 16384
  ),
  (
    select l.xmin::pg_catalog.text::pg_catalog.int8
    from pg_catalog.pg_language l
    where l.lanname = 'plpgsql'
      and l.oid < 16384
  )
)
