where t.oid = any ($1::pg_catalog.oid[])
  or t.typarray = any ($1::pg_catalog.oid[])
