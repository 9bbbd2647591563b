-- The template by which the inputs were put together that a model was taught with; its prompts are put together by it as well.
alter table tuning_job add column template text;
