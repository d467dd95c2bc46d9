-- Of what was refused the first bytes are kept, and for how long they are: docs/rules/score.md, what a stranger can cause.
alter table clan_war_score_review add column value_bytes integer check (value_bytes >= 0);

-- Old rows are deleted by age; they lie in the order of their receipt.
create index idx_score_review_received on clan_war_score_review using brin (received_at) with (pages_per_range = 32);
