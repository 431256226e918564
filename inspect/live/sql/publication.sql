select
  p.oid,
  p.pubname,
  p.pubowner,
  p.puballtables,
  p.pubinsert,
  p.pubupdate,
  p.pubdelete,
  p.pubtruncate,
  p.pubviaroot,
  p.pubgencols -- since 18
  ''           -- before 18
from pg_catalog.pg_publication p
where p.oid not in (
  select d.objid
  from pg_catalog.pg_depend d
  where d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
    and d.classid = 'pg_catalog.pg_publication'::pg_catalog.regclass
    and d.deptype = 'e'
)
