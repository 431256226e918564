select
  t.oid,
  t.tgrelid,
  t.tgname,
  t.tgparentid <> 0,
  t.tgtype,
  t.tgattr,
  t.tgconstraint <> 0,
  case when t.tgconstrrelid <> 0 then t.tgconstrrelid::pg_catalog.regclass::pg_catalog.text end,
  t.tgdeferrable,
  t.tginitdeferred,
  t.tgoldtable,
  t.tgnewtable,
  t.tgfoid::pg_catalog.regproc::pg_catalog.text,
  t.tgargs,
  t.tgenabled,
  t.tgqual
from pg_catalog.pg_trigger t
where (not t.tgisinternal and t.tgparentid = 0)
  -- a partition has copies of its parent's, which can be switched by themselves
  or (
    t.tgparentid <> 0
    and t.tgconstrindid = 0
    and t.tgenabled <> (
      select u.tgenabled
      from pg_catalog.pg_trigger u
      where u.oid = t.tgparentid
    )
  )
