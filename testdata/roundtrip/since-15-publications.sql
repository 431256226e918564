-- since 15
create schema pub;
create table pub.t (id int primary key, a text, b text);
create publication narrow for table pub.t (id, a) where (id > 5 and a in ('x', 'y'));
create publication wide for tables in schema pub, public;
create table nulls (a int unique nulls not distinct, b int);
create unique index on nulls (b) nulls not distinct;
create table parent (a int, b int, primary key (a, b));
create table child (a int, b int, foreign key (a, b) references parent on delete set null (b));
create view checked with (security_invoker = true) as select * from nulls;
