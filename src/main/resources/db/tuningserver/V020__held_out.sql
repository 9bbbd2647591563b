-- Examples held out of a training, and their loss. Runs unchanged on H2 (MODE=PostgreSQL) and PostgreSQL.

create table held_out (
    tuned_model varchar(40) primary key references tuned_model (id) on delete cascade,
    examples    integer not null,
    keep_best   boolean not null,
    patience    integer not null,
    start_loss  real,
    kept_step   integer,
    ended_early boolean not null
);

alter table tuning_snapshot add column held_out_loss real;
alter table training_data add column held_out bytea;
