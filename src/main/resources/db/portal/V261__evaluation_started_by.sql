-- Who asked for the test; null: it came with the end of the training.
alter table evaluation add column started_by uuid references app_user (id);
