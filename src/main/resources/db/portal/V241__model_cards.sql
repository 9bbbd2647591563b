-- What people should know of a model: its team writes it, every team that may prompt the model reads it.
create table model_card (
    model_id uuid primary key references tuning_job (id) on delete cascade,
    purpose varchar(2000) not null,
    limits varchar(2000) not null,
    -- A prompt to begin with, and what the model answers.
    prompt varchar(2000) not null,
    answer varchar(2000) not null,
    contact varchar(200) not null,
    -- Rises with every change: who has read an older one cannot write over a newer.
    revision integer not null,
    changed_by uuid not null references app_user (id),
    changed_at timestamp with time zone not null
);
