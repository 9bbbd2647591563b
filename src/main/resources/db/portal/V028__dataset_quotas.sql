-- What a team holds, counted in the transaction that writes it: of two writers the second waits for the first at this row, so that together they
-- cannot pass what is allowed.
create table dataset_usage (
    team_id uuid primary key references team (id),
    -- Chunks of rows, and rows that were left out.
    row_bytes bigint not null,
    -- Received files that have not been swept.
    file_bytes bigint not null
);
insert into dataset_usage (team_id, row_bytes, file_bytes)
select t.id,
    coalesce((select sum(octet_length(c.content)) from dataset_chunk c join dataset d on d.id = c.dataset_id
        where d.team_id = t.id), 0)
    + coalesce((select sum(octet_length(r.content)) from dataset_rejected r join dataset_version v on v.id = r.version_id
        join dataset d on d.id = v.dataset_id where d.team_id = t.id), 0),
    coalesce((select sum(octet_length(p.content)) from dataset_upload_part p join dataset_upload u on u.id = p.upload_id
        where u.team_id = t.id), 0)
from team t;
-- Until now a file's size was noted when it was complete.
update dataset_upload set bytes = coalesce((select sum(octet_length(p.content)) from dataset_upload_part p
    where p.upload_id = dataset_upload.id), 0) where not complete;

-- What one team may hold, where that is not what every team may (instance_setting: dataset.quota.bytes, dataset.quota.datasets).
create table dataset_quota (
    team_id uuid primary key references team (id),
    max_bytes bigint,
    max_datasets integer
);
