-- Which log an offset was reached in: a topic that is deleted and made anew has the same name and another id. Null until
-- the partition is assigned for the next time. Rules: docs/rules/score.md.

alter table score_partitions add column topic_id uuid;
