-- Types of the rows of tables are asked for where a column has one.
where (t.typrelid = 0 or t.typtype = 'c' and exists (
    select
    from pg_catalog.pg_class c
    where c.oid = t.typrelid
      and c.relkind = 'c'
  ))
  and (t.typcategory <> 'A' or t.typarray <> 0)
