-- What the instance's secret key comes to, so that another key is noticed at the start, and not by keys that no longer open: at most one row.
create table secret_check (
    id integer primary key check (id = 1),
    mark varchar(64) not null
);
