-- Jobs the admin wants earlier or later, and what a project may use. Runs unchanged on H2 (MODE=PostgreSQL) and PostgreSQL.

alter table tuned_model add column priority smallint default 0 not null;

-- Null means the server's own limit, 0 none.
create table project_quota (
    project  bigint primary key references project (number) on delete cascade,
    jobs     integer,
    examples integer,
    minutes  integer
);
