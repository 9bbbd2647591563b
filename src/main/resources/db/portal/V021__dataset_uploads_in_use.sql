-- The file a version is read from, so that it is kept until then.
alter table dataset_version add column upload_id uuid;
create index dataset_version_upload on dataset_version (upload_id);

-- Findings a user has decided to keep as they are, as a comma-separated list of codes.
alter table dataset_version add column kept varchar(400) not null default '';
