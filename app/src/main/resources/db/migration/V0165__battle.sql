-- Every battle that waits for its host has a timer that cancels it when the host does not come. Rules: docs/rules/battle.md.

insert into timers (id, kind, owner_id, ref_id, fire_at)
select gen_random_uuid(), 'BATTLE_START', b.war_id, b.id,
       b.scheduled_at + coalesce((w.rules -> 'battle' ->> 'start_grace')::interval, interval '60 seconds')
from clan_war_battles b join clan_wars w on w.id = b.war_id
where b.status = 'CREATED';
