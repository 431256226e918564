-- only what everybody may read, which the connection is no part of
select
  s.oid, -- since 14
  0,     -- before 14
  s.subname,
  s.subowner, -- since 14
  0,          -- before 14
  s.subenabled,
  s.subslotname is null,
  s.subslotname,
  s.subpublications,
  s.subsynccommit, -- since 14
  'off',           -- before 14
  s.subbinary,     -- since 14
  false,           -- before 14
  s.substream,     -- since 14
  null,            -- before 14
  s.subtwophasestate <> 'd', -- since 15
  s.subdisableonerr,         -- since 15
  false,                     -- before 15
  false,                     -- before 15
  s.subpasswordrequired, -- since 16
  s.subrunasowner,       -- since 16
  s.suborigin,           -- since 16
  true,                  -- before 16
  false,                 -- before 16
  'any',                 -- before 16
  s.subfailover -- since 17
  false         -- before 17
from pg_catalog.pg_subscription s
where s.subdbid = (
  select d.oid
  from pg_catalog.pg_database d
  where d.datname = pg_catalog.current_database()
)
