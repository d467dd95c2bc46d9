-- A game server's key is exchanged while it fights: nodes go on signing with the former one until all of them know the new one
-- (key_from), and what it signed is believed until former_until.

alter table identity_game_server
    add column former_key   bytea,
    add column key_from     timestamptz,
    add column former_until timestamptz,
    add constraint identity_game_server_former_check
        check (num_nonnulls(former_key, key_from, former_until) in (0, 3) and former_until > key_from);
