-- A record of the log holds one event or a batch of one war: what is stored of an event names its place as partition, offset
-- and index. And what stands in every row of the ledger is a small number; the view clan_war_score_rows has the words.

drop index idx_war_scores_derived;

alter table clan_war_scores
    drop constraint clan_war_scores_type_check,
    drop constraint clan_war_scores_side_check,
    drop constraint clan_war_scores_source_check,
    alter column type type smallint
        using array_position(array['KILL', 'ASSIST', 'OBJECTIVE_CAPTURE', 'TERRITORY_CAPTURE'], type::text)::smallint,
    alter column side type smallint
        using array_position(array['ATTACKER', 'DEFENDER'], side::text)::smallint,
    alter column source type smallint
        using array_position(array['COMBAT', 'BATTLE', 'TERRITORY', 'ADMIN'], source::text)::smallint,
    add constraint clan_war_scores_type_check check (type between 1 and 4),
    add constraint clan_war_scores_side_check check (side between 1 and 2),
    add constraint clan_war_scores_source_check check (source between 1 and 4),
    add column log_index smallint not null default 0 check (log_index >= 0);
alter table clan_war_scores alter column log_index drop default;

-- Whether an event that the program derived stands in the ledger is asked for by its id: such rows are few.
create index idx_war_scores_derived on clan_war_scores (event_id) where type = 4;

alter table clan_war_score_review
    add column log_index smallint not null default 0 check (log_index >= 0),
    drop constraint clan_war_score_review_pkey,
    add primary key (log_partition, log_offset, log_index);
alter table clan_war_score_review alter column log_index drop default;

create view clan_war_score_rows as
select event_id, war_id, seq, battle_id,
       (array['KILL', 'ASSIST', 'OBJECTIVE_CAPTURE', 'TERRITORY_CAPTURE'])[type] as type,
       (array['ATTACKER', 'DEFENDER'])[side] as side,
       clan_id, player_id, victim_id, victim_clan_id, territory_id, base_points, factor_bp, points, occurred_at, received_at,
       (array['COMBAT', 'BATTLE', 'TERRITORY', 'ADMIN'])[source] as source,
       payload_hash, log_partition, log_offset, log_index
  from clan_war_scores;

-- What the rows of a war's ledger add up to, from one number to another. docs/rules/score.md, totals; the pipeline adds by
-- the same rules. Rows that are alike are counted first: each is part of up to eight totals. Left alone, the planner would
-- sort them, which takes twice as long.
create or replace function clan_war_score_sums(war uuid, after_seq bigint, until_seq bigint)
    returns table (scope varchar, scope_id uuid, side varchar, points bigint, kills bigint, deaths bigint, assists bigint,
                   objectives bigint, last_seq bigint)
language sql stable set work_mem = '64MB' set enable_sort = off as $$
    with alike as (
        select s.side, s.clan_id, s.player_id, s.victim_id, s.victim_clan_id, s.type,
               case when s.type <> 4 then s.battle_id end as battle_id,
               sum(s.points)::bigint as points, count(*) as n, max(s.seq) as seq
          from clan_war_scores s
         where s.war_id = war and s.seq > after_seq and s.seq <= until_seq
         group by 1, 2, 3, 4, 5, 6, 7)
    select p.scope::varchar, p.id, (array['ATTACKER', 'DEFENDER'])[p.side]::varchar, sum(p.points)::bigint,
           sum(p.kills)::bigint, sum(p.deaths)::bigint, sum(p.assists)::bigint, sum(p.objectives)::bigint, max(a.seq)
      from alike a
      cross join lateral (
          select case a.type when 1 then a.n else 0 end as kills,
                 case a.type when 2 then a.n else 0 end as assists,
                 case when a.type = 3 and a.player_id is null then a.n else 0 end as objectives,
                 case a.type when 3 then a.n else 0 end as parts,
                 a.type = 1 as killed,
                 3 - a.side as opponent) as r
      cross join lateral (values
          ('SIDE', war, a.side::int, a.points, r.kills, 0, r.assists, r.objectives),
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
