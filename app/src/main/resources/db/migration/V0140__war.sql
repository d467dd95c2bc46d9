-- Wars as they stay: places and intervals of the roster, counters of their own, every way a war can end.

-- Raised by every entry of the log and every change of a roster; the war's row is shared with readers and flushes.
create table clan_war_counters (
    war_id        uuid   primary key references clan_wars (id),
    -- the last entry of the event log
    log_seq       bigint not null default 0 check (log_seq >= 0),
    -- rises with every change of the participants
    roster_change bigint not null default 0 check (roster_change >= 0)
) with (fillfactor = 50);
insert into clan_war_counters (war_id, log_seq, roster_change) select id, log_seq, roster_change from clan_wars;
alter table clan_wars drop column log_seq, drop column roster_change;

alter table clan_wars drop constraint clan_wars_end_reason_check;
alter table clan_wars add constraint clan_wars_end_reason_check check (end_reason in (
    'TIME_LIMIT', 'DOMINATION', 'SURRENDER', 'NO_SHOW', 'FORFEIT', 'MUTUAL_PEACE', 'NO_CONTEST', 'CANCELLED', 'VOID'));

-- Null: no place, or no right to fight.
alter table clan_war_participants alter column eligible_from drop not null;
-- False where the side was full.
alter table clan_war_participants add column place boolean not null default true;
alter table clan_war_participants add constraint clan_war_participants_place_check
    check (place or eligible_from is null);

-- When a participant was on the roster, and from when on it might fight. Score events are judged by their own time.
create table clan_war_roster_intervals (
    war_id        uuid        not null,
    player_id     uuid        not null,
    from_at       timestamptz not null,
    until_at      timestamptz,
    -- null: no right to fight
    eligible_from timestamptz,
    primary key (war_id, player_id, from_at),
    check (until_at >= from_at)
);
create unique index clan_war_roster_intervals_one_open on clan_war_roster_intervals (war_id, player_id)
    where until_at is null;

-- Who is on a roster stays on it as it is; who has left did so when the membership ended.
insert into clan_war_roster_intervals (war_id, player_id, from_at, until_at, eligible_from)
select p.war_id, p.player_id, s.from_at,
       case when p.status <> 'ACTIVE' then greatest(s.from_at, coalesce(m.left_at, s.from_at)) end,
       p.eligible_from
from clan_war_participants p
join clan_wars w on w.id = p.war_id
cross join lateral (select greatest(p.joined_at, coalesce(w.active_started_at, p.joined_at)) as from_at) s
left join guild_members m on m.guild_id = p.clan_id and m.player_id = p.player_id and m.joined_at = p.joined_at;
