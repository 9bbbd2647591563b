alter table evaluation_sample add column held_out boolean not null default false;
