-- Battles inside wars. Rules: docs/rules/battle.md. One battle that is not over per territory is guarded by the lock of
-- the war's row, since a territory is in one war at a time.

create table clan_war_battles (
    id             uuid        not null,
    war_id         uuid        not null,
    territory_id   uuid,
    land           varchar(10) check (land in ('RESOURCE', 'STRATEGIC', 'CAPITAL')),
    battle_type    varchar(16) not null check (battle_type in ('TERRITORY_BATTLE', 'SIEGE', 'OPEN_WORLD_PVP')),
    status         varchar(7)  not null check (status in ('CREATED', 'ACTIVE', 'ENDED')),
    scheduled_at   timestamptz not null,
    started_at     timestamptz,
    ends_at        timestamptz,
    ended_at       timestamptz,
    -- the side that holds the territory, from the battle's end on the winner of it
    holder_side    varchar(8)  check (holder_side in ('ATTACKER', 'DEFENDER')),
    attacker_score bigint      not null default 0,
    defender_score bigint      not null default 0,
    winner_side    varchar(8)  check (winner_side in ('ATTACKER', 'DEFENDER')),
    end_reason     varchar(10)
        check (end_reason in
            ('ABORTED', 'DECISIVE', 'THRESHOLD', 'ROUT', 'WALKOVER', 'NO_SHOW', 'TIME_OVER', 'CANCELLED')),
    host           varchar(11) not null default 'GAME_SERVER' check (host in ('NODE', 'GAME_SERVER')),
    -- the game server that began it
    server_id      uuid,
    tick_rate_hz   int         check (tick_rate_hz between 20 and 60),
    tick           bigint      not null default 0 check (tick >= 0),
    lease_epoch    int         not null default 0 check (lease_epoch >= 0),
    max_per_side   int         check (max_per_side > 0),
    version        bigint      not null check (version > 0),
    primary key (id, scheduled_at),
    check ((territory_id is null) = (battle_type = 'OPEN_WORLD_PVP')),
    check ((territory_id is null) = (land is null)),
    check ((territory_id is null) = (holder_side is null)),
    check ((status = 'ENDED') = (ended_at is not null)),
    check ((status = 'ENDED') = (end_reason is not null)),
    check (status <> 'ACTIVE' or (started_at is not null and ends_at is not null and server_id is not null)),
    check (status <> 'CREATED' or started_at is null),
    check (winner_side is null or status = 'ENDED'),
    check (started_at >= scheduled_at and ends_at >= started_at),
    check (ended_at >= coalesce(started_at, scheduled_at))
) partition by range (scheduled_at);
create table clan_war_battles_default partition of clan_war_battles default;
create index idx_clan_war_battles_war on clan_war_battles (war_id, status);
create index idx_clan_war_battles_territory on clan_war_battles (territory_id, status);
create index idx_clan_war_battles_status on clan_war_battles (status, scheduled_at);

insert into partitioned_tables (table_name, period, ahead) values ('clan_war_battles', 'MONTH', 3);

select ensure_partitions();
