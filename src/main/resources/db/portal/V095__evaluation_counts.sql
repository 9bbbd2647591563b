-- "Did it learn?" counts apart what was held out of the training and what was taught.
create table evaluation_count (
    evaluation_id uuid not null references evaluation (id),
    held_out boolean not null,
    asked integer not null,
    tuned_right integer not null,
    base_right integer not null,
    -- Mean token F1, 0 to 1.
    tuned_closeness double precision not null,
    base_closeness double precision not null,
    primary key (evaluation_id, held_out)
);

-- Runs that asked one sort only keep their counts. Those that asked both have none: they are counted from their answers.
insert into evaluation_count (evaluation_id, held_out, asked, tuned_right, base_right, tuned_closeness, base_closeness)
select e.id, e.held_out, e.asked, e.tuned_right, e.base_right, e.tuned_closeness, e.base_closeness
from evaluation e
where e.state = 'DONE' and (e.held_out = true or not exists (
    select 1 from evaluation_sample s where s.evaluation_id = e.id and s.held_out = true));

alter table evaluation drop column tuned_right;
alter table evaluation drop column base_right;
alter table evaluation drop column tuned_closeness;
alter table evaluation drop column base_closeness;
alter table evaluation drop column held_out;

-- Whether the held-out examples had decided before which epoch of the training is kept.
alter table evaluation add column epoch_chosen boolean not null default false;
update evaluation set epoch_chosen = true where exists (
    select 1 from tuning_job j
    where j.id = evaluation.job_id and j.keep_best = true and j.kept_epoch is not null);
