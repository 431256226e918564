select
  p.oid,
  p.polrelid,
  p.polname,
  p.polpermissive,
  p.polcmd,
  array(
    select case when k.role = 0 then 'public' else pg_catalog.pg_get_userbyid(k.role)::pg_catalog.text end
    from pg_catalog.unnest(p.polroles) with ordinality k(role, place)
  ),
  pg_catalog.pg_get_expr(p.polqual, p.polrelid),
  pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)
from pg_catalog.pg_policy p
join pg_catalog.pg_class c
  on c.oid = p.polrelid
where c.relnamespace = any ($1::pg_catalog.oid[])
