create table dataset (
    id uuid primary key,
    team_id uuid not null references team (id),
    name varchar(80) not null,
    created_by uuid not null references app_user (id),
    created_at timestamp with time zone not null,
    touched_at timestamp with time zone not null
);
create index dataset_team on dataset (team_id, touched_at);

-- A received file: its bytes lie in parts of at most a megabyte until it is imported.
create table dataset_upload (
    id uuid primary key,
    team_id uuid not null references team (id),
    uploaded_by uuid not null references app_user (id),
    file_name varchar(200) not null,
    bytes bigint not null,
    sha256 varchar(64),
    invalid_utf8_at bigint,
    complete boolean not null,
    created_at timestamp with time zone not null
);
create index dataset_upload_created on dataset_upload (created_at);

create table dataset_upload_part (
    upload_id uuid not null references dataset_upload (id) on delete cascade,
    part integer not null,
    content bytea not null,
    primary key (upload_id, part)
);

create table dataset_version (
    id uuid primary key,
    dataset_id uuid not null references dataset (id),
    number integer not null,
    state varchar(12) not null,
    work text not null,
    attempt uuid,
    row_count bigint not null,
    rejected_count bigint not null,
    byte_count bigint not null,
    change_kind varchar(12) not null,
    change_rows bigint not null,
    change_detail varchar(200) not null,
    created_by uuid not null references app_user (id),
    created_at timestamp with time zone not null,
    rows_read bigint not null,
    bytes_read bigint not null,
    bytes_total bigint not null,
    report text,
    failure varchar(20),
    unique (dataset_id, number)
);

-- Canonical JSON lines, immutable, named by their SHA-256 and shared between the versions of a dataset.
create table dataset_chunk (
    dataset_id uuid not null references dataset (id),
    digest varchar(64) not null,
    content bytea not null,
    primary key (dataset_id, digest)
);

-- The offset index of a version: a page of rows costs the chunks it lies in.
create table dataset_version_chunk (
    version_id uuid not null references dataset_version (id),
    position integer not null,
    first_row bigint not null,
    row_count integer not null,
    byte_count integer not null,
    dataset_id uuid not null,
    digest varchar(64) not null,
    primary key (version_id, position),
    foreign key (dataset_id, digest) references dataset_chunk (dataset_id, digest)
);
create index dataset_version_chunk_row on dataset_version_chunk (version_id, first_row);
create index dataset_version_chunk_digest on dataset_version_chunk (dataset_id, digest);
