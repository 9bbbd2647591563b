-- What makes a change of audit_entry show: each seal is a keyed hash over a stretch of the log and the seal before it.
create table audit_seal (
    -- Counted up by one without gaps: a seal that was taken out is missed.
    id bigint primary key,
    last_entry bigint not null,
    entry_count bigint not null,
    -- When the last entry of the stretch was written.
    last_at timestamp with time zone not null,
    -- Which of the instance's secrets it was made with: the first digits of a hash.
    secret varchar(16) not null,
    mac varchar(64) not null,
    sealed_at timestamp with time zone not null
);
