-- Which examples of a version are held out of teaching, frozen when it is first asked for: the hashes of their inputs, eight bytes each.
create table dataset_split (
    version_id uuid not null references dataset_version (id) on delete cascade,
    percent integer not null,
    seed bigint not null,
    training_rows bigint not null,
    training_bytes bigint not null,
    held_out_rows bigint not null,
    held_out_bytes bigint not null,
    inputs bytea not null,
    primary key (version_id, percent)
);
