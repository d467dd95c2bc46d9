-- Game servers are listed, newest first.

create index idx_identity_game_server_created on identity_game_server (created_at desc, id desc);
