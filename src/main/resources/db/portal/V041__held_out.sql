-- What was held out of the examples: the share in percent, and how many that were. The rows of a job are those it learns from.
alter table tuning_job add column held_out_percent integer not null default 0;
alter table tuning_job add column held_out_rows bigint not null default 0;
