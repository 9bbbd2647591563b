-- "Did it learn?" is held against always giving the most frequent answer of the training examples.
-- Null: no answer is given twice, or the run ended before this was counted.
alter table evaluation add column common_answer text;
alter table evaluation add column common_share double precision;
-- Null: the run ended before this was counted; it is then counted from the examples that were asked.
alter table evaluation_count add column common_right integer;
alter table evaluation_count add column common_closeness double precision;
-- Whether the tuned model gave one and the same answer to all that were asked.
alter table evaluation_count add column one_answer boolean;
