-- since 14
create table rows (id int primary key, n int);
create function atomic(a int) returns int language sql begin atomic insert into rows values (a, 1); select max(id) from rows; end;
create function plain(a int default 1) returns int language sql return a + 1;
create view uses as select atomic(id) as x from rows;
create procedure out_only(a int, out b int) language plpgsql as $$ begin b := a; end $$;
create statistics exprs on (n + 1), (lower(n::text)) from rows;
create statistics one on (n * 2) from rows;
create function row_of(uses) returns int language sql return ($1).x;
create table brins (at timestamptz);
create index brins_at on brins using brin (at timestamptz_minmax_multi_ops (values_per_range = 16)) with (pages_per_range = 4);
create table squeezed (a text compression pglz, b text);
