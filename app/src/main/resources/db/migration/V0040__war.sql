-- Wars between two clans, their land, their participants and their event logs. Rules: docs/rules/war.md.

create table clan_wars (
    id                     uuid        primary key,
    attacker_clan_id       uuid        not null,
    defender_clan_id       uuid        not null,
    war_type               varchar(12) not null check (war_type in ('TERRITORIAL', 'RESOURCE', 'RANKING')),
    status                 varchar(20) not null
        check (status in ('DECLARED', 'PREPARATION', 'ACTIVE', 'ENDING', 'ENDED')),
    phase_epoch            int         not null check (phase_epoch > 0),
    phase_started_at       timestamptz not null,
    phase_deadline_at      timestamptz,
    cut_off_at             timestamptz,
    declared_at            timestamptz not null,
    confirmed_at           timestamptz,
    preparation_started_at timestamptz,
    active_started_at      timestamptz,
    ending_started_at      timestamptz,
    ended_at               timestamptz,
    mutual                 boolean     not null default false,
    attacker_score         bigint      not null default 0,
    defender_score         bigint      not null default 0,
    -- null until settlement has stored it; shown as NONE
    outcome                varchar(12) check (outcome in ('ATTACKER_WIN', 'DEFENDER_WIN', 'DRAW', 'NONE')),
    -- who wins whatever the points say
    awarded_side           varchar(8)  check (awarded_side in ('ATTACKER', 'DEFENDER')),
    end_reason             varchar(16)
        check (end_reason in ('TIME_LIMIT', 'SURRENDER', 'FORFEIT', 'NO_CONTEST', 'CANCELLED')),
    winner_clan_id         uuid,
    declaration_cost       bigint      not null check (declaration_cost >= 0),
    declared_by            uuid        not null,
    region                 varchar(32) not null,
    rules                  jsonb       not null,
    rewards_status         varchar(8)  not null default 'NONE'
        check (rewards_status in ('NONE', 'PENDING', 'PARTIAL', 'COMPLETE')),
    -- the last entry of the event log
    log_seq                bigint      not null default 0 check (log_seq >= 0),
    -- rises with every change of the participants
    roster_change          bigint      not null default 0 check (roster_change >= 0),
    version                bigint      not null check (version > 0),
    created_at             timestamptz not null default clock_timestamp(),
    updated_at             timestamptz not null default clock_timestamp(),
    check (attacker_clan_id <> defender_clan_id),
    check (preparation_started_at >= declared_at),
    check (active_started_at >= preparation_started_at),
    check (ending_started_at >= coalesce(active_started_at, preparation_started_at)),
    check (ended_at >= coalesce(ending_started_at, preparation_started_at, declared_at)),
    check ((phase_deadline_at is null) = (status in ('ENDING', 'ENDED'))),
    check ((end_reason is null) = (status in ('DECLARED', 'PREPARATION', 'ACTIVE'))),
    check ((cut_off_at is null) = (ending_started_at is null)),
    check ((ended_at is null) = (status <> 'ENDED')),
    check (outcome is null or status in ('ENDING', 'ENDED')),
    check (outcome is not null or status <> 'ENDED'),
    check (winner_clan_id is null or winner_clan_id in (attacker_clan_id, defender_clan_id)),
    check ((winner_clan_id is null) = (outcome is null or outcome in ('DRAW', 'NONE')))
);
create unique index clan_wars_one_open_per_pair on clan_wars
    (least(attacker_clan_id, defender_clan_id), greatest(attacker_clan_id, defender_clan_id)) where status <> 'ENDED';
create index idx_clan_wars_attacker on clan_wars (attacker_clan_id, status);
create index idx_clan_wars_defender on clan_wars (defender_clan_id, status);
create index idx_clan_wars_status on clan_wars (status, active_started_at);
create index idx_clan_wars_deadline on clan_wars (phase_deadline_at) where status <> 'ENDED';
create index idx_clan_wars_newest on clan_wars (declared_at desc, id desc);

create table clan_war_clans (
    war_id       uuid        not null references clan_wars (id),
    clan_id      uuid        not null,
    role         varchar(13) not null check (role in ('ATTACKER', 'DEFENDER', 'ALLY_ATTACKER', 'ALLY_DEFENDER')),
    status       varchar(9)  not null default 'ACTIVE' check (status in ('ACTIVE', 'WITHDRAWN', 'EXPELLED', 'BETRAYED')),
    spoils       boolean     not null default false,
    joined_at    timestamptz not null,
    scoring_from timestamptz not null,
    ready_at     timestamptz,
    points       bigint      not null default 0,
    kills        bigint      not null default 0 check (kills >= 0),
    deaths       bigint      not null default 0 check (deaths >= 0),
    primary key (war_id, clan_id)
);
create unique index clan_war_clans_one_lead on clan_war_clans (war_id, role) where role in ('ATTACKER', 'DEFENDER');
create index idx_clan_war_clans_clan on clan_war_clans (clan_id);

create table clan_war_participants (
    war_id           uuid        not null,
    player_id        uuid        not null,
    clan_id          uuid        not null,
    side             varchar(8)  not null check (side in ('ATTACKER', 'DEFENDER')),
    status           varchar(6)  not null default 'ACTIVE' check (status in ('ACTIVE', 'LEFT', 'KICKED', 'BANNED')),
    eligible_from    timestamptz not null,
    joined_at        timestamptz not null,
    -- a member of the other side's clan by now
    changed_sides    boolean     not null default false,
    last_activity_at timestamptz,
    points           bigint      not null default 0,
    kills            bigint      not null default 0 check (kills >= 0),
    deaths           bigint      not null default 0 check (deaths >= 0),
    assists          bigint      not null default 0 check (assists >= 0),
    objectives       bigint      not null default 0 check (objectives >= 0),
    battles          int         not null default 0 check (battles >= 0),
    zone_seconds     bigint      not null default 0 check (zone_seconds >= 0),
    primary key (war_id, player_id),
    check (not (changed_sides and status = 'ACTIVE'))
) partition by hash (war_id);
do $$
begin
    for i in 0 .. 15 loop
        execute format('create table clan_war_participants_p%s partition of clan_war_participants '
                       'for values with (modulus 16, remainder %s)', i, i);
    end loop;
end $$;
create index idx_clan_war_participants_player on clan_war_participants (player_id);
create index idx_clan_war_participants_clan on clan_war_participants (war_id, clan_id);
create index idx_clan_war_participants_points on clan_war_participants (war_id, points desc);

-- One war per territory is guarded by compare-and-set on territories.locked_by_war_id.
create table clan_war_territories (
    id                    uuid        primary key default gen_random_uuid(),
    war_id                uuid        not null references clan_wars (id),
    territory_id          uuid        not null,
    kind                  varchar(13) not null check (kind in ('TARGET', 'COUNTER_CLAIM')),
    initial_owner_clan_id uuid        not null,
    owner_clan_id         uuid        not null,
    holder_side           varchar(8)  not null check (holder_side in ('ATTACKER', 'DEFENDER')),
    captured_at           timestamptz,
    capture_locked_until  timestamptz,
    defense_level         int         not null check (defense_level between 1 and 10),
    capture_count         int         not null default 0 check (capture_count >= 0),
    -- the owner in the world that settlement gave it to
    settled_clan_id       uuid,
    version               bigint      not null default 1 check (version > 0),
    unique (war_id, territory_id),
    check ((captured_at is null) = (capture_count = 0))
);
create index idx_clan_war_territories_territory on clan_war_territories (territory_id);

create table clan_war_events (
    war_id     uuid        not null,
    seq        bigint      not null check (seq > 0),
    at         timestamptz not null,
    event_type varchar(64) not null,
    public     boolean     not null default true,
    payload    text        not null,
    primary key (war_id, seq, at)
) partition by range (at);
create table clan_war_events_default partition of clan_war_events default;

insert into partitioned_tables (table_name, period, ahead) values ('clan_war_events', 'MONTH', 3);

select ensure_partitions();
