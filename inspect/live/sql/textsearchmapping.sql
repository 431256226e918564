select
  m.mapcfg,
  f.cfgparser,
  m.maptokentype,
  m.mapseqno,
  pg_catalog.concat(pg_catalog.quote_ident(n.nspname), '.', pg_catalog.quote_ident(d.dictname))
from pg_catalog.pg_ts_config_map m
join pg_catalog.pg_ts_config f
  on f.oid = m.mapcfg
join pg_catalog.pg_ts_dict d
  on d.oid = m.mapdict
join pg_catalog.pg_namespace n
  on n.oid = d.dictnamespace
where m.mapcfg >= 16384
