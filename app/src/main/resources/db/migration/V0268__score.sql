-- Seen events of whole stretches of the log, packed beside their rows, so that a takeover of millions takes seconds.
-- Written behind the commits; what is missing is read from the rows. docs/rules/score.md, pipeline.
create table score_seen_stretches (
    partition    int         not null check (partition between 0 and 32767),
    from_offset  bigint      not null check (from_offset >= 0),
    until_offset bigint      not null check (until_offset > from_offset),
    last_receipt timestamptz not null,
    -- 25 bytes each: id, payload hash, result
    events       bytea       not null check (length(events) > 0 and length(events) % 25 = 0),
    primary key (partition, from_offset)
);
-- Ids and hashes are random: nothing is gained by compressing them.
alter table score_seen_stretches alter column events set storage external;

-- Old ones are deleted by age; they lie in the order of their receipt.
create index idx_score_seen_stretches_receipt on score_seen_stretches using brin (last_receipt) with (pages_per_range = 32);
