-- Rows of the file that a version could not take, as JSON lines with their reasons, in parts of some 256 KB.
create table dataset_rejected (
    version_id uuid not null references dataset_version (id) on delete cascade,
    part integer not null,
    content bytea not null,
    primary key (version_id, part)
);
-- There are more kinds of findings by now.
alter table dataset_version alter column kept set data type varchar(1000);
