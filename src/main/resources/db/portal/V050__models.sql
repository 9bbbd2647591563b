-- Models of other projects that a team's own key may prompt, as its backend last listed them.
create table shared_model (
    id uuid primary key,
    team_id uuid not null references team (id),
    connection_id uuid not null,
    resource varchar(140) not null,
    display_name varchar(200) not null,
    description text,
    base_model varchar(140),
    owner_team_id uuid references team (id),
    owner_job_id uuid,
    first_seen timestamp with time zone not null,
    gone_at timestamp with time zone,
    unique (team_id, connection_id, resource)
);
create index shared_model_team on shared_model (team_id, first_seen);

-- When a team's list was last read from its backend.
create table shared_model_sync (
    team_id uuid primary key references team (id),
    synced_at timestamp with time zone
);

-- Projects a team's own model is shared with: the backend decides, this remembers who shared it and when.
create table model_reader (
    model_id uuid not null,
    project_number bigint not null,
    added_by uuid,
    added_at timestamp with time zone,
    primary key (model_id, project_number)
);

-- A team's own model that its backend no longer has.
create table model_tombstone (
    model_id uuid primary key,
    team_id uuid not null references team (id),
    gone_at timestamp with time zone not null,
    deleted_by uuid
);
create index model_tombstone_team on model_tombstone (team_id);
