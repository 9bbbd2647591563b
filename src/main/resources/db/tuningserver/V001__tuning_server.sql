-- Runs unchanged on H2 (MODE=PostgreSQL) and PostgreSQL.

create table project (
    number       bigint primary key,
    display_name varchar(200) not null,
    create_time  timestamp(6) with time zone not null
);

-- Keys are random 256 bits: a plain SHA-256 of one cannot be guessed back, and finds its row by equality.
create table api_key (
    id           varchar(40) primary key,
    project      bigint not null references project (number) on delete cascade,
    display_name varchar(200) not null,
    sha256       varchar(64) not null unique,
    create_time  timestamp(6) with time zone not null
);

create table tuned_model (
    id               varchar(40) primary key,
    seq              bigint generated always as identity unique,
    project          bigint not null references project (number),
    api_version      varchar(10) not null,
    base_model       varchar(200) not null,
    source_model     varchar(40),
    display_name     varchar(200) not null,
    description      text not null,
    state            varchar(20) not null,
    create_time      timestamp(6) with time zone not null,
    update_time      timestamp(6) with time zone not null,
    start_time       timestamp(6) with time zone,
    complete_time    timestamp(6) with time zone,
    temperature      real not null,
    top_p            real not null,
    top_k            integer not null,
    epoch_count      integer not null,
    batch_size       integer not null,
    learning_rate    real not null,
    seed             bigint not null,
    example_count    integer not null,
    total_steps      integer not null,
    operation_id     varchar(40) not null,
    operation_done   boolean not null,
    error_code       integer,
    error_message    text,
    cancel_requested boolean not null
);
create index tuned_model_by_project on tuned_model (project, seq);
create index tuned_model_unfinished on tuned_model (operation_done, seq);

create table tuned_model_reader (
    tuned_model varchar(40) not null references tuned_model (id) on delete cascade,
    project     bigint not null,
    primary key (tuned_model, project)
);
create index tuned_model_reader_by_project on tuned_model_reader (project, tuned_model);

create table tuning_snapshot (
    tuned_model  varchar(40) not null references tuned_model (id) on delete cascade,
    step         integer not null,
    epoch        integer not null,
    mean_loss    real not null,
    compute_time timestamp(6) with time zone not null,
    primary key (tuned_model, step)
);

-- Gone as soon as the training is over.
create table training_data (
    tuned_model varchar(40) primary key references tuned_model (id) on delete cascade,
    pairs       bytea not null
);

-- db-scheduler's table.
create table scheduled_tasks (
    task_name            varchar(100) not null,
    task_instance        varchar(100) not null,
    task_data            bytea,
    execution_time       timestamp(6) with time zone not null,
    picked               boolean not null,
    picked_by            varchar(100),
    last_success         timestamp(6) with time zone,
    last_failure         timestamp(6) with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp(6) with time zone,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);
