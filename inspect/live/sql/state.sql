-- How many rows each catalog has, and how many of them were written by the
-- transaction $1 or a later one. It tells a database that has not changed since a
-- former reading: no row has come, and none has gone. Roles, tablespaces and
-- what is set on the database are common to all databases: they tell by what they
-- say.
select
  1::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_namespace c
union all
select
  2::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_class c
union all
select
  3::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_attribute c
union all
select
  4::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_attrdef c
union all
select
  5::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_constraint c
union all
select
  6::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_index c
union all
select
  7::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_type c
union all
select
  8::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_enum c
union all
select
  9::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_range c
union all
select
  10::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_sequence c
union all
select
  11::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_inherits c
union all
select
  12::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_partitioned_table c
union all
select
  13::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_description c
union all
select
  14::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_seclabel c
union all
select
  15::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_proc c
union all
select
  16::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_aggregate c
union all
select
  17::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_trigger c
union all
select
  18::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_policy c
union all
select
  19::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_rewrite c
union all
select
  20::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_statistic_ext c
union all
select
  21::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_operator c
union all
select
  22::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_opclass c
union all
select
  23::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_opfamily c
union all
select
  24::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_amop c
union all
select
  25::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_amproc c
union all
select
  26::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_am c
union all
select
  27::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_cast c
union all
select
  28::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_collation c
union all
select
  29::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_conversion c
union all
select
  30::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_language c
union all
select
  31::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_transform c
union all
select
  32::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_ts_parser c
union all
select
  33::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_ts_template c
union all
select
  34::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_ts_dict c
union all
select
  35::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_ts_config c
union all
select
  36::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_ts_config_map c
union all
select
  37::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_extension c
union all
select
  38::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_depend c
union all
select
  39::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_foreign_data_wrapper c
union all
select
  40::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_foreign_server c
union all
select
  41::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_foreign_table c
union all
select
  42::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_publication c
union all
select
  43::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_publication_rel c
union all
select
  44::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_event_trigger c
union all
select
  45::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_default_acl c
union all
select
  46::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_init_privs c
union all
select
  47::pg_catalog.int8,
  pg_catalog.count(*),
  pg_catalog.count(*) filter (
    where pg_catalog.age(c.xmin) >= 0
      and pg_catalog.age(c.xmin) <= pg_catalog.age($1::pg_catalog.text::pg_catalog.xid)
  )
from pg_catalog.pg_largeobject_metadata c
union all
select
  0,
  (pg_catalog.sum(pg_catalog.hashtextextended(c.rolname::pg_catalog.text, c.oid::pg_catalog.int8)) % 9007199254740881)::pg_catalog.int8,
  0
from pg_catalog.pg_roles c
union all
select
  -1,
  (pg_catalog.sum(pg_catalog.hashtextextended(c.spcname::pg_catalog.text, c.oid::pg_catalog.int8)) % 9007199254740881)::pg_catalog.int8,
  0
from pg_catalog.pg_tablespace c
union all
select
  -2,
  pg_catalog.hashtextextended(
    pg_catalog.concat_ws(
      E'\n',
      (pg_catalog.to_jsonb(d) - 'datfrozenxid' - 'datminmxid' - 'datname')::pg_catalog.text,
      pg_catalog.shobj_description(d.oid, 'pg_database'),
      (
        select pg_catalog.string_agg(s.setrole::pg_catalog.text || s.setconfig::pg_catalog.text, E'\n' order by s.setrole)
        from pg_catalog.pg_db_role_setting s
        where s.setdatabase = d.oid
      )
    ),
    0
  ) % 9007199254740881,
  0
from pg_catalog.pg_database d
where d.datname = pg_catalog.current_database()
