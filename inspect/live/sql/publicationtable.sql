select
  t.prpubid,
  t.prrelid::pg_catalog.regclass::pg_catalog.text as name,
  case                                        -- since 15
    when t.prattrs is not null then array(    -- since 15
      select a.attname::pg_catalog.text       -- since 15
      from pg_catalog.pg_attribute a          -- since 15
      where a.attrelid = t.prrelid            -- since 15
        and a.attnum = any (t.prattrs)        -- since 15
      order by a.attnum                       -- since 15
    )                                         -- since 15
  end,                                        -- since 15
  pg_catalog.pg_get_expr(t.prqual, t.prrelid) -- since 15
  null,                                       -- before 15
  null                                        -- before 15
from pg_catalog.pg_publication_rel t
order by name
