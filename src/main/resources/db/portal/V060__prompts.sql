-- What a person asked in the playground, and what came back.
create table prompt (
    id uuid primary key,
    team_id uuid not null references team (id),
    user_id uuid not null references app_user (id),
    asked_at timestamp with time zone not null,
    prompt text not null,
    temperature double precision,
    top_p double precision,
    top_k integer,
    max_tokens integer
);
create index prompt_of_user on prompt (team_id, user_id, asked_at);

create table prompt_answer (
    prompt_id uuid not null references prompt (id),
    ordinal integer not null,
    model_key varchar(200) not null,
    model_name varchar(200) not null,
    answer text not null,
    ending varchar(12) not null,
    tokens integer,
    millis bigint not null,
    primary key (prompt_id, ordinal)
);
