-- Statistics that were never reset go back to the start of the server at least.
select
  pg_catalog.floor(
    pg_catalog.date_part(
      'epoch',
      pg_catalog.clock_timestamp() - coalesce(
        (
          select d.stats_reset
          from pg_catalog.pg_stat_database d
          where d.datname = pg_catalog.current_database()
        ),
        pg_catalog.pg_postmaster_start_time()
      )
    ) / 86400
  )::pg_catalog.int8,
  pg_catalog.pg_is_in_recovery()
