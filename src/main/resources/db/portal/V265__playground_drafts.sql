-- What a person has on their playground: half-typed, chosen and answered, so that it is there again after a reload or at another sign-in.
create table playground_draft (
    team_id uuid not null references team (id),
    user_id uuid not null references app_user (id),
    prompt text not null,
    temperature double precision,
    top_p double precision,
    top_k integer,
    max_tokens integer,
    advanced boolean not null,
    panel boolean not null,
    primary key (team_id, user_id)
);

-- What is typed for the columns that an input is put together from.
create table playground_draft_field (
    team_id uuid not null,
    user_id uuid not null,
    ordinal integer not null,
    name text not null,
    typed text not null,
    primary key (team_id, user_id, ordinal),
    foreign key (team_id, user_id) references playground_draft (team_id, user_id)
);

-- The models side by side. The answer that is shown is one of the history, by its prompt and place there, and gone when that is: no foreign key.
create table playground_draft_column (
    team_id uuid not null,
    user_id uuid not null,
    ordinal integer not null,
    model_key varchar(200),
    prompt_id uuid,
    answer integer,
    primary key (team_id, user_id, ordinal),
    foreign key (team_id, user_id) references playground_draft (team_id, user_id)
);
