-- which catalogs hold rows that a user made: most hold none, and need not be read
select 'pg_proc' as class
where exists (
  select
  from pg_catalog.pg_proc c
  where c.oid >= 16384
)
union all
select 'pg_language' as class
where exists (
  select
  from pg_catalog.pg_language c
  where c.oid >= 16384
)
union all
select 'pg_am' as class
where exists (
  select
  from pg_catalog.pg_am c
  where c.oid >= 16384
)
union all
select 'pg_collation' as class
where exists (
  select
  from pg_catalog.pg_collation c
  where c.oid >= 16384
)
union all
select 'pg_conversion' as class
where exists (
  select
  from pg_catalog.pg_conversion c
  where c.oid >= 16384
)
union all
select 'pg_operator' as class
where exists (
  select
  from pg_catalog.pg_operator c
  where c.oid >= 16384
)
union all
select 'pg_opfamily' as class
where exists (
  select
  from pg_catalog.pg_opfamily c
  where c.oid >= 16384
)
union all
select 'pg_opclass' as class
where exists (
  select
  from pg_catalog.pg_opclass c
  where c.oid >= 16384
)
union all
select 'pg_cast' as class
where exists (
  select
  from pg_catalog.pg_cast c
  where c.oid >= 16384
)
union all
select 'pg_transform' as class
where exists (
  select
  from pg_catalog.pg_transform c
  where c.oid >= 16384
)
union all
select 'pg_ts_parser' as class
where exists (
  select
  from pg_catalog.pg_ts_parser c
  where c.oid >= 16384
)
union all
select 'pg_ts_template' as class
where exists (
  select
  from pg_catalog.pg_ts_template c
  where c.oid >= 16384
)
union all
select 'pg_ts_dict' as class
where exists (
  select
  from pg_catalog.pg_ts_dict c
  where c.oid >= 16384
)
union all
select 'pg_ts_config' as class
where exists (
  select
  from pg_catalog.pg_ts_config c
  where c.oid >= 16384
)
union all
select 'pg_foreign_data_wrapper' as class
where exists (
  select
  from pg_catalog.pg_foreign_data_wrapper c
  where c.oid >= 16384
)
union all
select 'pg_foreign_server' as class
where exists (
  select
  from pg_catalog.pg_foreign_server c
  where c.oid >= 16384
)
union all
select 'pg_user_mapping' as class
where exists (
  select
  from pg_catalog.pg_user_mappings c
  where true
)
union all
select 'pg_publication' as class
where exists (
  select
  from pg_catalog.pg_publication c
  where c.oid >= 16384
)
union all
select 'pg_subscription' as class
where exists (
  select
  from pg_catalog.pg_subscription c
  where c.subdbid is not null
)
union all
select 'pg_event_trigger' as class
where exists (
  select
  from pg_catalog.pg_event_trigger c
  where c.oid >= 16384
)
union all
select 'pg_statistic_ext' as class
where exists (
  select
  from pg_catalog.pg_statistic_ext c
  where c.oid >= 16384
)
union all
select 'pg_extension' as class
where exists (
  select
  from pg_catalog.pg_extension c
  where true
)
union all
select 'pg_aggregate' as class
where exists (
  select
  from pg_catalog.pg_aggregate c
  where c.aggfnoid::pg_catalog.oid >= 16384
)
union all
select 'pg_trigger' as class
where exists (
  select
  from pg_catalog.pg_trigger c
  where not c.tgisinternal
)
union all
select 'pg_policy' as class
where exists (
  select
  from pg_catalog.pg_policy c
  where true
)
union all
select 'pg_rewrite' as class
where exists (
  select
  from pg_catalog.pg_rewrite c
  where c.ev_class >= 16384
)
union all
select 'pg_default_acl' as class
where exists (
  select
  from pg_catalog.pg_default_acl c
  where true
)
union all
select 'pg_largeobject_metadata' as class
where exists (
  select
  from pg_catalog.pg_largeobject_metadata c
  where true
)
union all
select 'pg_enum' as class
where exists (
  select
  from pg_catalog.pg_enum c
  where true
)
union all
select 'pg_sequence' as class
where exists (
  select
  from pg_catalog.pg_sequence c
  where c.seqrelid >= 16384
)
union all
select 'pg_inherits' as class
where exists (
  select
  from pg_catalog.pg_inherits c
  where true
)
union all
select 'pg_foreign_table' as class
where exists (
  select
  from pg_catalog.pg_foreign_table c
  where true
)
union all
select 'pg_range' as class
where exists (
  select
  from pg_catalog.pg_range c
  where c.rngtypid >= 16384
)
union all
select 'pg_seclabel' as class
where exists (
  select
  from pg_catalog.pg_seclabel c
  where true
)
union all
select 'pg_description' as class
where exists (
  select
  from pg_catalog.pg_description c
  where c.objoid >= 16384
)
union all
select 'pg_type' as class
where exists (
  select
  from pg_catalog.pg_type c
  where c.oid >= 16384
    and c.typrelid = 0
    and c.typcategory <> 'A'
)
union all
select 'pg_shseclabel' as class
where exists (
  select
  from pg_catalog.pg_shseclabel c
  where true
)
