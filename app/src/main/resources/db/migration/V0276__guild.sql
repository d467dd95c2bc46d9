-- Invitations that can still be accepted, of a clan and to a player: what expires last comes first.
create index guild_invitations_of_guild on guild_invitations (guild_id, expires_at, id) where status = 'PENDING';
create index guild_invitations_to_player on guild_invitations (player_id, expires_at, id) where status = 'PENDING';

-- Clans that were not disbanded, by how their names and tags look. In the order of bytes, so that a prefix is a range of an
-- index in every locale.
create index guilds_by_name on guilds (name_key collate "C") where status <> 'DISBANDED';
create index guilds_by_tag on guilds (tag_key collate "C") where status <> 'DISBANDED';
create index guilds_of_region_by_name on guilds (region, name_key collate "C") where status <> 'DISBANDED';
create index guilds_of_region_by_tag on guilds (region, tag_key collate "C") where status <> 'DISBANDED';
