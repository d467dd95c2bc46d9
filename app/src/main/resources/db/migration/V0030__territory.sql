-- The land of the world, who owns it and who claims it. Rules: docs/rules/territory.md.

create function territory_siege_difficulty(type text, defense_level int, fortification int) returns int
    language sql immutable
    return least(10, greatest(1, (
        case type when 'RESOURCE' then 100 when 'STRATEGIC' then 300 else 500 end
        + 35 * (defense_level - 1) + 15 * fortification + 50) / 100));

create table territories (
    id                uuid             primary key,
    key               varchar(100)     not null unique,
    name              varchar(60)      not null,
    type              varchar(10)      not null check (type in ('RESOURCE', 'STRATEGIC', 'CAPITAL')),
    region            varchar(32)      not null,
    location          point            not null check (abs(location[0]) <= 500000 and abs(location[1]) <= 500000),
    z                 double precision not null check (z between -1000 and 10000),
    radius_m          double precision not null check (radius_m > 0),
    owner_clan_id     uuid,
    state             varchar(10)      not null default 'NEUTRAL'
        check (state in ('NEUTRAL', 'OWNED', 'LOCKED', 'CONTESTED', 'BESIEGED')),
    defense_level     int              not null default 1 check (defense_level between 1 and 10),
    siege_difficulty  int              not null check (siege_difficulty between 1 and 10),
    resource_type     varchar(10)      not null check (resource_type in ('ORE', 'ENERGY', 'DATA', 'MIXED')),
    resource_amount   bigint           not null default 0,
    resource_capacity bigint           not null check (resource_capacity >= 0),
    base_yield        int              not null check (base_yield >= 0),
    walls             int              not null default 0 check (walls between 0 and 5),
    towers            int              not null default 0 check (towers between 0 and 5),
    traps             int              not null default 0 check (traps between 0 and 5),
    production        int              not null default 0 check (production between 0 and 5),
    window_start      int              not null check (window_start between 0 and 1439 and window_start % 15 = 0),
    protected_until   timestamptz,
    locked_by_war_id  uuid,
    captured_at       timestamptz,
    is_active         boolean          not null default true,
    version           bigint           not null default 1,
    check ((owner_clan_id is null) = (state = 'NEUTRAL')),
    check ((locked_by_war_id is null) = (state in ('NEUTRAL', 'OWNED'))),
    check (resource_amount between 0 and resource_capacity),
    check (siege_difficulty = territory_siege_difficulty(type, defense_level, walls + towers + traps)),
    -- Deferred: one load of the world may exchange two names.
    constraint territories_name unique (name) deferrable initially deferred
);
create index idx_territory_owner_active on territories (owner_clan_id) where is_active;
create index idx_territories_location on territories using gist (location);
create index idx_territories_region_type on territories (region, type);
create index idx_territories_locked on territories (locked_by_war_id) where locked_by_war_id is not null;

-- Symmetric: both directions of a border are stored.
create table territory_adjacency (
    territory_id uuid not null references territories (id),
    neighbour_id uuid not null references territories (id),
    primary key (territory_id, neighbour_id),
    check (territory_id <> neighbour_id)
);

-- Spans of ownership: one open per territory, each begins where the one before it ends.
create table territory_ownership (
    territory_id uuid        not null references territories (id),
    from_at      timestamptz not null,
    until_at     timestamptz check (until_at > from_at),
    clan_id      uuid,
    reason       varchar(10) not null check (reason in ('WORLD', 'CLAIM', 'WAR', 'DISBANDED')),
    reference    uuid,
    primary key (territory_id, from_at)
);
create unique index territory_ownership_one_open on territory_ownership (territory_id) where until_at is null;
-- A claim or war gives a territory once.
create unique index territory_ownership_reference on territory_ownership (territory_id, reference)
    where reference is not null;

create table territory_claims (
    id           uuid        primary key,
    territory_id uuid        not null references territories (id),
    clan_id      uuid        not null,
    claimed_by   uuid        not null,
    cost         bigint      not null check (cost > 0),
    started_at   timestamptz not null,
    completes_at timestamptz not null check (completes_at > started_at),
    status       varchar(10) not null check (status in ('RUNNING', 'WON', 'SUPERSEDED', 'LAPSED'))
);
create unique index territory_claims_one_running on territory_claims (territory_id, clan_id) where status = 'RUNNING';
create index territory_claims_clan on territory_claims (clan_id) where status = 'RUNNING';
