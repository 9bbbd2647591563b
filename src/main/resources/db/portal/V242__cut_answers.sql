-- At how many tokens an answer was cut; null: it ended by itself, or the run was before this was kept.
alter table evaluation_sample add column base_cut integer;
alter table evaluation_sample add column tuned_cut integer;
