-- "Did it learn?": one run of asking base and tuned model the same examples.
create table evaluation (
    id uuid primary key,
    job_id uuid not null references tuning_job (id),
    team_id uuid not null references team (id),
    state varchar(10) not null,
    held_out boolean not null,
    asked integer not null,
    answered integer not null,
    failures integer not null,
    tuned_right integer,
    base_right integer,
    tuned_closeness double precision,
    base_closeness double precision,
    started_at timestamp with time zone not null,
    finished_at timestamp with time zone
);
create index evaluation_job on evaluation (job_id, started_at);

create table evaluation_sample (
    evaluation_id uuid not null references evaluation (id),
    ordinal integer not null,
    input text not null,
    expected text not null,
    base_answer text,
    tuned_answer text,
    primary key (evaluation_id, ordinal)
);
