-- The machinery that every context stands on: partitions, outbox, inbox, timers, idempotency keys.

------------------------------------------------------------------------------------------------------------------------
-- Partitions by time. A context registers its table here; ensure_partitions() keeps partitions ahead of time and puts
-- old ones away. Every such table has a default partition as safety net: what fell into it is moved when the partition
-- of its time is made.
------------------------------------------------------------------------------------------------------------------------

create table partitioned_tables (
    table_name varchar(63) primary key,
    period     varchar(5)  not null check (period in ('DAY', 'MONTH')),
    ahead      int         not null check (ahead between 1 and 100),
    keep       interval    not null default interval '13 months' check (keep > interval '0'),
    retire     varchar(6)  not null default 'DETACH' check (retire in ('DETACH', 'DROP')),
    -- a partition in which this condition holds for a row is not put away
    unless     text
);

-- Makes the partition of `parent` that begins at `from_time`, and moves into it what the default partition held of it.
create function make_partition(parent varchar, name varchar, from_time timestamptz, to_time timestamptz) returns void
language plpgsql as $$
declare
    key_column name;
begin
    select a.attname into strict key_column
      from pg_partitioned_table p
      join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
     where p.partrelid = parent::regclass;
    execute format('create table %I (like %I including defaults including constraints)', name, parent);
    -- nobody may write into the default partition between the move and the attachment
    execute format('lock table %I in access exclusive mode', parent || '_default');
    execute format('with moved as (delete from %I where %I >= %L and %I < %L returning *) insert into %I select * from moved',
                   parent || '_default', key_column, from_time, key_column, to_time, name);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, name, from_time, to_time);
end $$;

-- Puts away a partition whose time is over, unless a row in it is still needed. False when it has to stay for now.
create function retire_partition(parent varchar, name varchar, retire varchar, unless text) returns boolean
language plpgsql as $$
declare
    needed boolean := false;
begin
    if unless is not null then
        execute format('select exists (select from %I where %s)', name, unless) into needed;
    end if;
    if needed then
        return false;
    end if;
    execute format('alter table %I detach partition %I', parent, name);
    if retire = 'DROP' then
        execute format('drop table %I', name);
    end if;
    return true;
end $$;

-- Idempotent and safe on several nodes at once. Answers how many partitions were made and put away.
create function ensure_partitions() returns table (made int, retired int)
language plpgsql as $$
declare
    registered partitioned_tables;
    step       interval;
    begins     timestamptz;
    child      varchar;
    old        record;
begin
    made := 0;
    retired := 0;
    perform pg_advisory_xact_lock(hashtext('ensure_partitions'));
    perform set_config('timezone', 'UTC', true);
    for registered in select * from partitioned_tables order by table_name loop
        step := case registered.period when 'DAY' then interval '1 day' else interval '1 month' end;
        for i in 0 .. registered.ahead loop
            begins := date_trunc(registered.period, clock_timestamp()) + i * step;
            child := registered.table_name || to_char(begins,
                    case registered.period when 'DAY' then '"_y"YYYY"m"MM"d"DD' else '"_y"YYYY"m"MM' end);
            if to_regclass(quote_ident(child)) is null then
                perform make_partition(registered.table_name, child, begins, begins + step);
                made := made + 1;
            end if;
        end loop;
        -- the default partition has no end, and is none of these
        for old in
            select bounded.name, bounded.ends
              from (select c.relname::varchar as name,
                           (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \(''([^'']+)''\)'))[1]::timestamptz as ends
                      from pg_inherits i
                      join pg_class c on c.oid = i.inhrelid
                     where i.inhparent = registered.table_name::regclass) as bounded
             where bounded.ends < clock_timestamp() - registered.keep
             order by bounded.ends
        loop
            if retire_partition(registered.table_name, old.name, registered.retire, registered.unless) then
                retired := retired + 1;
            end if;
        end loop;
    end loop;
    return next;
end $$;

------------------------------------------------------------------------------------------------------------------------
-- Outbox: events stored in the transaction of the change they tell of.
------------------------------------------------------------------------------------------------------------------------

-- The last number given to an aggregate's events. The row lock makes the numbers rise in commit order.
create table event_sequences (
    scope    varchar(64) not null,
    id       uuid        not null,
    last_seq bigint      not null check (last_seq > 0),
    primary key (scope, id)
);

create sequence outbox_position cache 1;

create table outbox_events (
    event_id        uuid         not null,
    position        bigint       not null default nextval('outbox_position'),
    aggregate_type  varchar(64)  not null,
    aggregate_id    uuid         not null,
    seq             bigint       not null check (seq > 0),
    event_type      varchar(64)  not null,
    schema_version  int          not null check (schema_version > 0),
    topic           varchar(249) not null,
    key             varchar(255) not null,
    headers         jsonb        not null,
    value           text         not null,
    shard           smallint     not null check (shard between 0 and 15),
    status          varchar(9)   not null default 'PENDING' check (status in ('PENDING', 'PUBLISHED', 'DEAD')),
    attempts        int          not null default 0 check (attempts >= 0),
    next_attempt_at timestamptz  not null default '-infinity',
    failure         text,
    created_at      timestamptz  not null default clock_timestamp(),
    primary key (event_id, created_at)
) partition by range (created_at);

create table outbox_events_default partition of outbox_events default;

create index idx_outbox_pending on outbox_events (shard, position) where status = 'PENDING';
create index idx_outbox_backing_off on outbox_events (next_attempt_at) where status = 'PENDING' and attempts > 0;
create index idx_outbox_aggregate on outbox_events (aggregate_id, seq);

insert into partitioned_tables (table_name, period, ahead, keep, retire, unless)
values ('outbox_events', 'DAY', 7, interval '2 days', 'DROP', 'status = ''PENDING''');

-- Which node relays which shard. `epoch` rises with each owner.
create table outbox_shards (
    shard       smallint     primary key check (shard between 0 and 15),
    owner       varchar(64)  not null default '',
    epoch       bigint       not null default 0,
    lease_until timestamptz  not null default '-infinity'
);

insert into outbox_shards (shard) select generate_series(0, 15);

------------------------------------------------------------------------------------------------------------------------
-- Inbox: which consumed events have had their effect.
------------------------------------------------------------------------------------------------------------------------

create table inbox_events (
    consumer     varchar(64) not null,
    event_id     uuid        not null,
    processed_at timestamptz not null default clock_timestamp(),
    primary key (consumer, event_id)
);

create index idx_inbox_processed on inbox_events (processed_at);

------------------------------------------------------------------------------------------------------------------------
-- Timers of all contexts.
------------------------------------------------------------------------------------------------------------------------

create table timers (
    id             uuid        primary key,
    kind           varchar(32) not null check (kind ~ '^[A-Z][A-Z0-9_]*$'),
    owner_id       uuid        not null,
    ref_id         uuid,
    phase_epoch    int,
    fire_at        timestamptz not null,
    fired_at       timestamptz,
    attempts       int         not null default 0 check (attempts >= 0),
    -- after a failure: not to be tried again before
    not_before     timestamptz not null default '-infinity',
    failure        text,
    correlation_id varchar(64) not null default ''
);

create index idx_timers_due on timers (fire_at, id) where fired_at is null;
create index idx_timers_owner on timers (owner_id, kind) where fired_at is null;
create index idx_timers_fired on timers (fired_at) where fired_at is not null;
create unique index idx_timers_one_phase on timers (owner_id, phase_epoch) where kind = 'PHASE' and fired_at is null;

------------------------------------------------------------------------------------------------------------------------
-- Answers to commands, by caller and key; kept for 24 hours.
------------------------------------------------------------------------------------------------------------------------

create table idempotency_keys (
    caller       uuid         not null,
    key          varchar(255) not null,
    request_hash bytea        not null,
    status       smallint     not null check (status between 200 and 299),
    headers      jsonb        not null,
    body         bytea        not null,
    created_at   timestamptz  not null default clock_timestamp(),
    primary key (caller, key)
);

create index idx_idempotency_created on idempotency_keys (created_at);

select ensure_partitions();
