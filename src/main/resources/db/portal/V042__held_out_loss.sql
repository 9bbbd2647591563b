-- What the loss on held-out examples decides, where the backend measures it, and what came of it.

-- Whether Pitchpipe's own tuning server stands behind a remote connection, by what it said when it was connected.
alter table backend_connection add column measures_held_out boolean not null default false;

alter table tuning_job add column keep_best boolean not null default false;
alter table tuning_job add column patience integer not null default 0;
-- How many examples the backend measures; 0 until it has taken the job, or if it measures none.
alter table tuning_job add column measured_rows integer not null default 0;
alter table tuning_job add column kept_epoch integer;
alter table tuning_job add column ended_early boolean not null default false;

-- Step 0 is before the first.
create table tuning_held_out_loss (
    job_id uuid not null references tuning_job (id),
    step integer not null,
    epoch integer not null,
    mean_loss double precision not null,
    primary key (job_id, step)
);
