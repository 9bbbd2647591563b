-- A chunk's row says that its dataset has it and how large it is; its content is beside it in a table of its own, or in a bucket. So what there was
-- keeps its place: its table only gets the name of what it holds now. Lengths are counted here for the last time, which reads all of it once.
alter table dataset_chunk rename to dataset_chunk_content;

-- Canonical JSON lines, immutable, named by their SHA-256 and shared between the versions of a dataset.
create table dataset_chunk (
    dataset_id uuid not null references dataset (id),
    digest varchar(64) not null,
    byte_count integer not null,
    -- Its object in the bucket, behind the prefix; null where the content is in dataset_chunk_content.
    object_name varchar(150),
    primary key (dataset_id, digest)
);
insert into dataset_chunk (dataset_id, digest, byte_count)
select dataset_id, digest, octet_length(content) from dataset_chunk_content;
alter table dataset_chunk_content add foreign key (dataset_id, digest) references dataset_chunk (dataset_id, digest) on delete cascade;

-- The offset index of versions belongs to the rows, not to the contents: made anew, since both databases name a constraint as they like.
create table dataset_version_chunk_of_rows (
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
insert into dataset_version_chunk_of_rows (version_id, position, first_row, row_count, byte_count, dataset_id, digest)
select version_id, position, first_row, row_count, byte_count, dataset_id, digest from dataset_version_chunk;
drop table dataset_version_chunk;
alter table dataset_version_chunk_of_rows rename to dataset_version_chunk;
create index dataset_version_chunk_row on dataset_version_chunk (version_id, first_row);
create index dataset_version_chunk_digest on dataset_version_chunk (dataset_id, digest);

-- Objects of the bucket that no chunk names: noted before they are written, and again in the transaction that deletes the row which named them.
-- Whoever names one deletes its line here in the same transaction, so it is either named or still to be swept, and never both.
create table dataset_loose_object (
    object_name varchar(150) primary key,
    -- From when on it may be swept.
    due timestamp with time zone not null
);
create index dataset_loose_object_due on dataset_loose_object (due);
