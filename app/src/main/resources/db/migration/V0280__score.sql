-- What became of an event is found by its id and time, and what is refused of a game server by the server.
-- docs/rules/score.md, verdicts.

-- Of a refused event: whom its record names as its sender, whether that one has signed it, and which field is at fault. Of
-- rows from before, no sender is known; what stands in a war's counts was signed by somebody.
alter table clan_war_score_review
    add column server_id uuid,
    add column signed boolean not null default false,
    add column field varchar(16) check (field ~ '^[A-Z_]+$');
alter table clan_war_score_review alter column signed drop default;

-- All with one id, the newest first.
create index idx_score_review_event on clan_war_score_review (event_id, received_at) where event_id is not null;
-- Those of a war's count, all and those of one server, in the order in which they were decided.
create index idx_score_review_counted on clan_war_score_review (war_id, log_offset, log_index) where counted;
create index idx_score_review_counted_server on clan_war_score_review (war_id, server_id, log_offset, log_index)
    where counted;
-- Those of no war's count that name a server, the newest first, with what is counted of them.
create index idx_score_review_uncounted
    on clan_war_score_review (server_id, received_at, log_partition, log_offset, log_index) include (code)
    where not counted and server_id is not null;
-- Nothing was read by it.
drop index idx_score_review_war;

-- An accepted event by the time that its sender said. New rows go to the end of the index, since they are of the last
-- minutes: an index by the id alone would be written all over.
create index idx_war_scores_event on clan_war_scores (occurred_at, event_id) where not (type = 3 and player_id is not null);
-- What happened after its receipt, by its sender's clock, has the time of its receipt: it is found by its id. Of right clocks
-- there are few.
create index idx_war_scores_clock_ahead on clan_war_scores (event_id)
    where occurred_at = received_at and not (type = 3 and player_id is not null);

-- Events behind the end of a war, which move none of its other counts.
alter table clan_war_score_state add column after_final bigint not null default 0 check (after_final >= 0);

-- Nothing was read by it, since what a player has is in the totals; it cost a row more than the two above.
drop index idx_war_scores_war_player;
