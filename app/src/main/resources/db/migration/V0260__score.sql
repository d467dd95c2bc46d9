-- What the ledger of a war adds up to, kept beside the totals and added on from the last row that is in it, so that no
-- settlement has a whole ledger to read.

create table clan_war_score_verified (
    war_id       uuid        primary key,
    verified_seq bigint      not null default 0 check (verified_seq >= 0),
    verified_at  timestamptz not null default clock_timestamp()
) with (fillfactor = 70);

create table clan_war_score_verified_totals (
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
    primary key (war_id, scope, scope_id, side)
) with (fillfactor = 70);

-- What the rows of a war's ledger add up to, from one number to another. docs/rules/score.md, totals; the pipeline adds by
-- the same rules. Rows that are alike are counted first: each is part of up to eight totals. Left alone, the planner would
-- sort them, which takes three times as long.
create function clan_war_score_sums(war uuid, after_seq bigint, until_seq bigint)
    returns table (scope varchar, scope_id uuid, side varchar, points bigint, kills bigint, deaths bigint, assists bigint,
                   objectives bigint, last_seq bigint)
language sql stable set work_mem = '64MB' set enable_sort = off as $$
    with alike as (
        select s.side, s.clan_id, s.player_id, s.victim_id, s.victim_clan_id, s.type,
               case when s.type <> 'TERRITORY_CAPTURE' then s.battle_id end as battle_id,
               sum(s.points)::bigint as points, count(*) as n, max(s.seq) as seq
          from clan_war_scores s
         where s.war_id = war and s.seq > after_seq and s.seq <= until_seq
         group by 1, 2, 3, 4, 5, 6, 7)
    select p.scope::varchar, p.id, p.side::varchar, sum(p.points)::bigint, sum(p.kills)::bigint, sum(p.deaths)::bigint,
           sum(p.assists)::bigint, sum(p.objectives)::bigint, max(a.seq)
      from alike a
      cross join lateral (
          select case a.type when 'KILL' then a.n else 0 end as kills,
                 case a.type when 'ASSIST' then a.n else 0 end as assists,
                 case when a.type = 'OBJECTIVE_CAPTURE' and a.player_id is null then a.n else 0 end as objectives,
                 case a.type when 'OBJECTIVE_CAPTURE' then a.n else 0 end as parts,
                 a.type = 'KILL' as killed,
                 case a.side when 'ATTACKER' then 'DEFENDER' else 'ATTACKER' end as opponent) as r
      cross join lateral (values
          ('SIDE', war, a.side, a.points, r.kills, 0, r.assists, r.objectives),
          ('CLAN', a.clan_id, a.side, a.points, r.kills, 0, r.assists, r.objectives),
          ('PLAYER', a.player_id, a.side, a.points, r.kills, 0, r.assists, r.parts),
          ('BATTLE', a.battle_id, a.side, a.points, r.kills, 0, r.assists, r.objectives),
          ('SIDE', case when r.killed then war end, r.opponent, 0, 0, r.kills, 0, 0),
          ('CLAN', case when r.killed then a.victim_clan_id end, r.opponent, 0, 0, r.kills, 0, 0),
          ('PLAYER', case when r.killed then a.victim_id end, r.opponent, 0, 0, r.kills, 0, 0),
          ('BATTLE', case when r.killed then a.battle_id end, r.opponent, 0, 0, r.kills, 0, 0)
      ) as p (scope, id, side, points, kills, deaths, assists, objectives)
     where p.id is not null
     group by p.scope, p.id, p.side
$$;

-- The whole ledger of a war, for auditors: nothing that the program does by itself reads all of it.
create or replace function clan_war_score_sums(war uuid)
    returns table (scope varchar, scope_id uuid, side varchar, points bigint, kills bigint, deaths bigint, assists bigint,
                   objectives bigint, last_seq bigint)
language sql stable as $$
    select * from clan_war_score_sums(war, 0, 9223372036854775807)
$$;

-- What the totals of a war should be: the sums verified so far, and the few rows behind them.
create function clan_war_score_expected(war uuid)
    returns table (scope varchar, scope_id uuid, side varchar, points bigint, kills bigint, deaths bigint, assists bigint,
                   objectives bigint, last_seq bigint)
language sql stable as $$
    select e.scope, e.scope_id, e.side, sum(e.points)::bigint, sum(e.kills)::bigint, sum(e.deaths)::bigint,
           sum(e.assists)::bigint, sum(e.objectives)::bigint, max(e.last_seq)
      from (select v.scope, v.scope_id, v.side, v.points, v.kills, v.deaths, v.assists, v.objectives, v.last_seq
              from clan_war_score_verified_totals v
             where v.war_id = war
            union all
            select t.*
              from clan_war_score_sums(
                       war,
                       coalesce((select verified_seq from clan_war_score_verified where war_id = war), 0),
                       coalesce((select last_seq from clan_war_score_state where war_id = war), 0)) t) e
     group by e.scope, e.scope_id, e.side
$$;

-- Totals that are not what the ledger says, on either side.
create function clan_war_score_differences(war uuid)
    returns table (scope varchar, scope_id uuid, side varchar)
language sql stable as $$
    select coalesce(e.scope, t.scope), coalesce(e.scope_id, t.scope_id), coalesce(e.side, t.side)
      from clan_war_score_expected(war) e
      full join (select * from clan_war_score_totals where war_id = war) t
        on t.scope = e.scope and t.scope_id = e.scope_id and t.side = e.side
     where (e.points, e.kills, e.deaths, e.assists, e.objectives)
           is distinct from (t.points, t.kills, t.deaths, t.assists, t.objectives)
$$;

-- Wars under way are added up from now on. A war whose log is closed already waits for that with its outcome.
delete from timers t
 using clan_war_score_state s
 where t.owner_id = s.war_id and t.kind = 'SETTLE_OUTCOME' and t.fired_at is null and not s.final
   and s.closed_seq is not null;

insert into timers (id, kind, owner_id, fire_at)
select gen_random_uuid(), case when s.closed_seq is null then 'RECONCILE' else 'CATCH_UP' end, s.war_id, clock_timestamp()
  from clan_war_score_state s
 where not s.final and s.last_seq > 0 or s.closed_seq is not null and not s.final;

-- Whether an event that the program derived stands in the ledger is asked for by its id: such rows are few.
create index idx_war_scores_derived on clan_war_scores (event_id) where type = 'TERRITORY_CAPTURE';

-- The rows of a log partition in the order of the log, from either end: where a takeover goes on with the feed, and what may
-- be repeated. BRIN had to scan whatever was written since the last vacuum.
create index idx_war_scores_log on clan_war_scores (log_partition, log_offset, seq);
drop index idx_war_scores_log_offset;
drop index idx_war_scores_occurred_at;
