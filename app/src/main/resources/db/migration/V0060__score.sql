-- Points: where each log partition goes on, the ledger, what was refused, and the totals that follow from the ledger.

------------------------------------------------------------------------------------------------------------------------
-- The place reached in each partition of the log. next_offset moves by compare-and-set in the ledger's transaction.
------------------------------------------------------------------------------------------------------------------------

create table score_partitions (
    topic            varchar(249) not null,
    partition        int          not null check (partition between 0 and 32767),
    next_offset      bigint       not null default 0 check (next_offset >= 0),
    published_offset bigint       not null default 0 check (published_offset between 0 and next_offset),
    -- when the log took the last record before next_offset
    last_received_at timestamptz,
    primary key (topic, partition)
);

------------------------------------------------------------------------------------------------------------------------
-- The ledger: append-only, the only truth about scores. Written by COPY.
------------------------------------------------------------------------------------------------------------------------

create table clan_war_scores (
    event_id       uuid        not null,
    war_id         uuid        not null,
    seq            bigint      not null check (seq > 0),
    battle_id      uuid,
    type           varchar(24) not null check (type in ('KILL', 'ASSIST', 'OBJECTIVE_CAPTURE', 'TERRITORY_CAPTURE')),
    side           varchar(8)  not null check (side in ('ATTACKER', 'DEFENDER')),
    clan_id        uuid        not null,
    player_id      uuid,
    victim_id      uuid,
    victim_clan_id uuid,
    territory_id   uuid,
    base_points    int         not null,
    factor_bp      int         not null check (factor_bp >= 0),
    points         bigint      not null check (points between -5000 and 5000),
    occurred_at    timestamptz not null,
    received_at    timestamptz not null,
    source         varchar(9)  not null check (source in ('COMBAT', 'BATTLE', 'TERRITORY', 'ADMIN')),
    payload_hash   bigint      not null,
    log_partition  smallint    not null,
    log_offset     bigint      not null,
    primary key (war_id, seq, occurred_at),
    check (occurred_at <= received_at),
    check (player_id is null or abs(points) <= 1000)
) partition by range (occurred_at);

create table clan_war_scores_default partition of clan_war_scores default;

create index idx_war_scores_war_player on clan_war_scores (war_id, player_id);
-- Read when a partition is taken over: few pages, and next to nothing to maintain.
create index idx_war_scores_log_offset on clan_war_scores using brin (log_offset) with (pages_per_range = 32);
create index idx_war_scores_occurred_at on clan_war_scores using brin (occurred_at) with (pages_per_range = 32);

insert into partitioned_tables (table_name, period, ahead) values ('clan_war_scores', 'MONTH', 3);

------------------------------------------------------------------------------------------------------------------------
-- What was refused, with its code and as it came.
------------------------------------------------------------------------------------------------------------------------

create table clan_war_score_review (
    log_partition  smallint    not null,
    log_offset     bigint      not null,
    war_id         uuid,
    counted        boolean     not null check (not counted or war_id is not null),
    event_id       uuid,
    code           varchar(40) not null check (code ~ '^SCORE_[A-Z_]+$'),
    detail         varchar(200),
    type           varchar(32),
    player_id      uuid,
    occurred_at    timestamptz,
    received_at    timestamptz not null,
    payload_hash   bigint      not null,
    record_key     bytea,
    record_value   bytea,
    record_headers bytea       not null,
    primary key (log_partition, log_offset)
);

create index idx_score_review_war on clan_war_score_review (war_id, received_at);

------------------------------------------------------------------------------------------------------------------------
-- Totals and states: what the ledger adds up to, written absolute with each flush.
------------------------------------------------------------------------------------------------------------------------

create table clan_war_score_totals (
    war_id     uuid       not null,
    scope      varchar(6) not null check (scope in ('SIDE', 'CLAN', 'PLAYER', 'BATTLE')),
    scope_id   uuid       not null,
    side       varchar(8) not null check (side in ('ATTACKER', 'DEFENDER')),
    points     bigint     not null,
    kills      bigint     not null check (kills >= 0),
    deaths     bigint     not null check (deaths >= 0),
    assists    bigint     not null check (assists >= 0),
    objectives bigint     not null check (objectives >= 0),
    last_seq   bigint     not null check (last_seq > 0),
    primary key (war_id, scope, scope_id, side),
    check (scope <> 'SIDE' or scope_id = war_id)
) partition by hash (war_id);

do $$
begin
    for i in 0 .. 15 loop
        execute format('create table clan_war_score_totals_h%s partition of clan_war_score_totals '
                       'for values with (modulus 16, remainder %s) with (fillfactor = 70)', lpad(i::text, 2, '0'), i);
    end loop;
end $$;

create table clan_war_score_state (
    war_id     uuid        primary key,
    epoch      int         not null default 1 check (epoch > 0),
    last_seq   bigint      not null default 0 check (last_seq >= 0),
    accepted   bigint      not null default 0 check (accepted >= 0),
    duplicates bigint      not null default 0 check (duplicates >= 0),
    rejected   bigint      not null default 0 check (rejected >= 0),
    closed_seq bigint      check (closed_seq <= last_seq),
    final      boolean     not null default false,
    updated_at timestamptz not null default clock_timestamp()
) with (fillfactor = 70);

-- What the rows of a war's ledger add up to. docs/rules/score.md, totals; the pipeline adds by the same rules.
create function clan_war_score_sums(war uuid)
    returns table (scope varchar, scope_id uuid, side varchar, points bigint, kills bigint, deaths bigint, assists bigint,
                   objectives bigint, last_seq bigint)
language sql stable as $$
    select p.scope::varchar, p.id, p.side::varchar, sum(p.points)::bigint, sum(p.kill)::bigint, sum(p.death)::bigint,
           sum(p.assist)::bigint, sum(p.objective)::bigint, max(s.seq)
      from clan_war_scores s
      cross join lateral (
          select (s.type = 'KILL')::int as kill,
                 (s.type = 'ASSIST')::int as assist,
                 (s.type = 'OBJECTIVE_CAPTURE' and s.player_id is null)::int as objective,
                 case when s.type <> 'TERRITORY_CAPTURE' then s.battle_id end as battle_id,
                 case s.side when 'ATTACKER' then 'DEFENDER' else 'ATTACKER' end as opponent) as r
      cross join lateral (values
          ('SIDE', s.war_id, s.side, s.points, r.kill, 0, r.assist, r.objective),
          ('CLAN', s.clan_id, s.side, s.points, r.kill, 0, r.assist, r.objective),
          ('PLAYER', s.player_id, s.side, s.points, r.kill, 0, r.assist, (s.type = 'OBJECTIVE_CAPTURE')::int),
          ('BATTLE', r.battle_id, s.side, s.points, r.kill, 0, r.assist, r.objective),
          ('SIDE', case r.kill when 1 then s.war_id end, r.opponent, 0, 0, 1, 0, 0),
          ('CLAN', case r.kill when 1 then s.victim_clan_id end, r.opponent, 0, 0, 1, 0, 0),
          ('PLAYER', case r.kill when 1 then s.victim_id end, r.opponent, 0, 0, 1, 0, 0),
          ('BATTLE', case r.kill when 1 then r.battle_id end, r.opponent, 0, 0, 1, 0, 0)
      ) as p (scope, id, side, points, kill, death, assist, objective)
     where s.war_id = war and p.id is not null
     group by p.scope, p.id, p.side
$$;

select ensure_partitions();
