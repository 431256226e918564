-- only PostgreSQL's own functions are asked: a user's would have to be run
select
  p.oid,
  k.tokid,
  k.alias
from pg_catalog.pg_ts_parser p, pg_catalog.ts_token_type(p.oid) k
where p.prslextype::pg_catalog.oid < 16384
