-- Lists come out of an index in their order, whatever they are filtered by: nothing is sorted, and no more is read than a page.

-- Wars, newest first.
create index idx_clan_wars_status_newest on clan_wars (status, declared_at, id);
create index idx_clan_wars_region_newest on clan_wars (region, declared_at, id);
create index idx_clan_wars_region_status_newest on clan_wars (region, status, declared_at, id);
create index idx_clan_wars_attacker_newest on clan_wars (attacker_clan_id, declared_at, id);
create index idx_clan_wars_defender_newest on clan_wars (defender_clan_id, declared_at, id);

-- Battles of a war, newest first.
create index idx_clan_war_battles_war_newest on clan_war_battles (war_id, scheduled_at, id);

-- Land, by name.
create index idx_territories_owner_name on territories (owner_clan_id, name) where is_active;
create index idx_territories_state_name on territories (state, name) where is_active;
create index idx_territories_type_name on territories (type, name) where is_active;
create index idx_territories_region_name on territories (region, name) where is_active;
create index idx_territories_region_type_name on territories (region, type, name) where is_active;
