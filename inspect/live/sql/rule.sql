select
  w.oid,
  w.ev_class,
  w.rulename,
  pg_catalog.pg_get_ruledef(w.oid, false),
  w.ev_enabled
from pg_catalog.pg_rewrite w
join pg_catalog.pg_class c
  on c.oid = w.ev_class
where w.rulename <> '_RETURN'
  and c.relnamespace = any ($1::pg_catalog.oid[])
