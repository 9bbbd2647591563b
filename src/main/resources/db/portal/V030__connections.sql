-- A team's connections. A row never changes where it points to, so that a job keeps the backend it was started on: choosing another
-- backend adds a row. The one selected last is the team's connection.
create table backend_connection (
    id uuid primary key,
    team_id uuid not null references team (id),
    kind varchar(10) not null,
    base_url varchar(500),
    -- AES-GCM: version, nonce, ciphertext and tag, bound to the id
    api_key bytea not null,
    created_at timestamp with time zone not null,
    selected_at timestamp with time zone not null
);
create index backend_connection_team on backend_connection (team_id, selected_at);
