select
  h.inhrelid,
  h.inhparent,
  h.inhseqno
from pg_catalog.pg_inherits h
