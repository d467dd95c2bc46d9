-- Battles: where they are fought, by whom, and whether they took their land. Rules: docs/rules/battle.md.

alter table clan_war_battles
    add column zone_center   point,
    add column zone_z        double precision,
    add column zone_radius_m int check (zone_radius_m > 0),
    add column zone_z_min    double precision,
    add column zone_z_max    double precision,
    -- the land changed its holder by it
    add column captured      boolean not null default false,
    add constraint clan_war_battles_zone_height check (zone_z_min <= zone_z_max),
    add constraint clan_war_battles_captured check (not captured or winner_side is not null);

update clan_war_battles b set
    zone_center = t.location,
    zone_z = t.z,
    zone_radius_m = case b.battle_type when 'SIEGE' then 500 else 250 end,
    zone_z_min = greatest(-1000, t.z - case b.battle_type when 'SIEGE' then 500 else 250 end),
    zone_z_max = least(10000, t.z + case b.battle_type when 'SIEGE' then 500 else 250 end),
    max_per_side = case b.battle_type when 'SIEGE' then 50 else 20 end
from territories t where t.id = b.territory_id;

update clan_war_battles b set captured = true
where b.winner_side is not null and exists (
    select from clan_war_events e
    where e.war_id = b.war_id and e.event_type = 'territory.captured'
      and e.payload::jsonb ->> 'battle_id' = b.id::text);

alter table clan_war_battles
    alter column zone_center set not null,
    alter column zone_z set not null,
    alter column zone_radius_m set not null,
    alter column zone_z_min set not null,
    alter column zone_z_max set not null;

-- Only a battle that a game server fights has a server. One that is not begun has the server that its creator named.
do $$
declare
    old text;
begin
    for old in select conname from pg_constraint
        where conrelid = 'clan_war_battles'::regclass and contype = 'c'
          and pg_get_constraintdef(oid) like '%server_id IS NOT NULL%'
    loop
        execute format('alter table clan_war_battles drop constraint %I', old);
    end loop;
end $$;
alter table clan_war_battles
    add constraint clan_war_battles_running
        check (status <> 'ACTIVE' or (started_at is not null and ends_at is not null)),
    add constraint clan_war_battles_server check (host = 'GAME_SERVER' or server_id is null),
    add constraint clan_war_battles_hosted
        check (status <> 'ACTIVE' or host <> 'GAME_SERVER' or server_id is not null);

-- Newest first, without and with a status, read backwards from the end.
create index idx_clan_war_battles_newest on clan_war_battles (scheduled_at, id);
drop index idx_clan_war_battles_status;
create index idx_clan_war_battles_status on clan_war_battles (status, scheduled_at, id);
create index idx_clan_war_battles_server on clan_war_battles (server_id) where status <> 'ENDED';

-- Every battle that runs has a timer that ends it when its host does not.
insert into timers (id, kind, owner_id, ref_id, fire_at)
select gen_random_uuid(), 'BATTLE_END', war_id, id, ends_at + interval '60 seconds'
from clan_war_battles where status = 'ACTIVE';

-- Land is BESIEGED while a siege for it runs.
update territories t set state = 'BESIEGED', version = t.version + 1
from clan_war_battles b
where b.territory_id = t.id and b.status = 'ACTIVE' and b.battle_type = 'SIEGE'
  and t.state = 'CONTESTED' and t.locked_by_war_id = b.war_id;
