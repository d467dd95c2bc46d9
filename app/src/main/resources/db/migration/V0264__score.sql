-- Log partitions that do not go on by themselves, with the record before which they stand. A stop that its partition has
-- moved past counts as none.

create table score_partition_stops (
    topic          varchar(64)  not null,
    partition      int          not null check (partition >= 0),
    log_offset     bigint       not null check (log_offset >= 0),
    reason         varchar(24)  not null check (reason ~ '^[A-Z_]+$'),
    detail         varchar(200) not null,
    war_id         uuid,
    record_key     bytea,
    record_value   bytea,
    record_headers bytea        not null,
    since          timestamptz  not null,
    primary key (topic, partition)
);
