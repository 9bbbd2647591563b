-- The rows of a dataset because of which a backend refused a job, by the dataset's own numbers.
create table tuning_refused_row (
    job_id uuid not null references tuning_job (id),
    row_number bigint not null,
    reason varchar(300) not null,
    primary key (job_id, row_number)
);
