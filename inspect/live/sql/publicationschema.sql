select
  s.pnpubid,                               -- since 15
  n.nspname                                -- since 15
from pg_catalog.pg_publication_namespace s -- since 15
join pg_catalog.pg_namespace n             -- since 15
  on n.oid = s.pnnspid                     -- since 15
order by n.nspname                         -- since 15
where false                                -- before 15
