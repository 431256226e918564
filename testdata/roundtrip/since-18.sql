-- since 18
create table virtual (a int, b int generated always as (a * 2) virtual, c int constraint named not null, d int constraint lonely not null no inherit);
create table rooms (id int4range, during daterange, constraint rooms_key primary key (id, during without overlaps));
create table bookings (room int4range, during daterange, foreign key (room, period during) references rooms (id, period during));
create table keys (id int primary key);
create table loose (a int, constraint positive check (a > 0) not enforced, b int references keys not enforced);
alter table loose add constraint b_there not null b not valid;
