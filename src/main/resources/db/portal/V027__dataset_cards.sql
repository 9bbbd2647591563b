-- What people should know of a dataset, whatever its version.
create table dataset_card (
    dataset_id uuid primary key references dataset (id) on delete cascade,
    purpose varchar(2000) not null,
    source varchar(2000) not null,
    licence varchar(200) not null,
    language varchar(200) not null,
    -- Rises with every change: who has read an older one cannot write over a newer.
    revision integer not null,
    changed_by uuid not null references app_user (id),
    changed_at timestamp with time zone not null
);
