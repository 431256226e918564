-- What has been written since the snapshot $1, whose upper bound is $2 and whose
-- transactions under way were $3, the oldest of them $4, of what PostgreSQL
-- consults to spell an expression. What a savepoint within one of them wrote has
-- a number of its own, between $4 and $2, and is not certain. Nothing is looked for if no transaction has ended since. The age
-- of a row frozen long ago may come out negative.
with changed as (
  select 'pg_class' as class, c.oid, 0 as sub, c.relname::pg_catalog.text as name, c.relnamespace as namespace, c.relfilenode as file, c.xmin as xid
  from pg_catalog.pg_class c
  where c.oid >= 16384
    and c.relkind in ('r', 'p', 'f', 'v', 'm', 'c', 'S')
    and c.relpersistence <> 't'
  union all
  select 'pg_attribute', a.attrelid, a.attnum, a.attname::pg_catalog.text, a.atttypid, 0, a.xmin
  from pg_catalog.pg_attribute a
  where a.attrelid >= 16384
    and a.attnum > 0
  union all
  select 'pg_namespace', n.oid, 0, n.nspname::pg_catalog.text, 0, 0, n.xmin
  from pg_catalog.pg_namespace n
  union all
  select 'pg_type', t.oid, 0, t.typname::pg_catalog.text, t.typnamespace, 0, t.xmin
  from pg_catalog.pg_type t
  where t.typrelid = 0
    and t.typcategory <> 'A'
  union all
  select 'row type', t.typrelid, 0, t.typname::pg_catalog.text, t.typnamespace, 0, t.xmin
  from pg_catalog.pg_type t
  where t.typrelid >= 16384
  union all
  select 'pg_rewrite', w.ev_class, 0, w.rulename::pg_catalog.text, 0, 0, w.xmin
  from pg_catalog.pg_rewrite w
  union all
  select 'pg_trigger', g.tgrelid, 0, g.tgname::pg_catalog.text, 0, 0, g.xmin
  from pg_catalog.pg_trigger g
  where not g.tgisinternal
  union all
  select 'pg_index', i.indrelid, 0, '', 0, 0, i.xmin
  from pg_catalog.pg_index i
  where i.indexprs is not null
  union all
  select 'pg_constraint', o.conrelid, 0, o.conname::pg_catalog.text, 0, 0, o.xmin
  from pg_catalog.pg_constraint o
  where o.contype = 'x'
  union all
  select 'pg_enum', e.enumtypid, 0, e.enumlabel::pg_catalog.text, 0, 0, e.xmin
  from pg_catalog.pg_enum e
  union all
  select 'pg_proc', p.oid, 0, p.proname::pg_catalog.text, 0, 0, p.xmin
  from pg_catalog.pg_proc p
  where p.oid >= 16384
  union all
  select 'pg_operator', o.oid, 0, o.oprname::pg_catalog.text, 0, 0, o.xmin
  from pg_catalog.pg_operator o
  where o.oid >= 16384
  union all
  select 'pg_collation', l.oid, 0, l.collname::pg_catalog.text, 0, 0, l.xmin
  from pg_catalog.pg_collation l
  where l.oid >= 16384
  union all
  select 'pg_statistic_ext', s.stxrelid, 0, s.stxname::pg_catalog.text, 0, 0, s.xmin
  from pg_catalog.pg_statistic_ext s
)
select
  h.class,
  h.oid,
  h.sub,
  h.name,
  h.namespace,
  h.file,
  h.xid::pg_catalog.text,
  pg_catalog.age(h.xid) <= pg_catalog.age($2::pg_catalog.text::pg_catalog.xid) or h.xid = any ($3::pg_catalog.xid[])
from changed h
where pg_catalog.pg_current_snapshot()::pg_catalog.text <> $1::pg_catalog.text
  and pg_catalog.age(h.xid) >= 0
  and pg_catalog.age(h.xid) <= pg_catalog.age($4::pg_catalog.text::pg_catalog.xid)
