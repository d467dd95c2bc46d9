-- A small world as the version of V0060 kept it: four clans and two loners, land, a war in each phase, a battle with its
-- score, and the machinery around it. Data only; its schema is that of the migrations up to V0060, which never change.
-- Ids are md5 of a name, so that a row can be found: md5('war:active')::uuid.

insert into identity_account (id, login, login_folded, display_name, password_hash, roles, created_at)
select md5('player:' || n)::uuid, 'player' || n, 'player' || n, 'Player ' || n,
       '$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$5r0mYhq1w9Hc7u8YIh0Hkz2m2m0hVqR0x3mG7b8v0pE',
       array['PLAYER'], timestamptz '2026-10-01 08:00Z'
from generate_series(1, 82) n
union all
select md5('account:' || kind)::uuid, kind, kind, kind,
       '$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$5r0mYhq1w9Hc7u8YIh0Hkz2m2m0hVqR0x3mG7b8v0pE',
       array[role], timestamptz '2026-10-01 08:00Z'
from (values ('keeper', 'ADMIN'), ('arena', 'GAME_SERVER')) as staff (kind, role);

insert into identity_game_server (id, name, signing_key, created_at)
values (md5('account:arena')::uuid, 'arena', decode(repeat('5a', 60), 'hex'), '2026-10-01 08:00Z');

insert into identity_refresh_family (id, account_id, generation, rotated_at, idle_until, until)
values (md5('family:1')::uuid, md5('player:1')::uuid, 2, '2026-11-20 09:00Z', '2026-12-20 09:00Z', '2027-02-18 09:00Z');
insert into identity_refresh_token (token_hash, family_id, generation)
select sha256(('token:' || n)::bytea), md5('family:1')::uuid, n from generate_series(1, 2) n;

insert into identity_signing_key (id, kind, sealed, created_at)
values ('2026-10', 'ACCESS_TOKEN', decode(repeat('a7', 100), 'hex'), '2026-10-01 08:00Z'),
       ('program', 'PROGRAM', decode(repeat('b8', 60), 'hex'), '2026-10-01 08:00Z');

insert into identity_login_failure (kind, name, recent, locks, locked_until, touched_at)
values ('ACCOUNT', 'player7', '{1795251600000,1795251605000}', 0, 'epoch', '2026-11-21 09:00Z'),
       ('ADDRESS', '203.0.113.9', '{}', 1, '2026-11-21 09:10Z', '2026-11-21 09:00Z');

-- Clan 1 to 4 with twenty members each, and clan 5, which is no more. The first of each clan leads it, the second is a
-- recruit.
insert into guilds (id, name, name_key, tag, tag_key, leader_id, level, experience, member_count, max_members, treasury,
                    region, status, immune_until, loss_streak, war_rating, created_at, version)
select md5('clan:' || n)::uuid, 'Clan number ' || n, 'clan number ' || n, 'CL' || n, 'cl' || n,
       md5('player:' || (n - 1) * 20 + 1)::uuid, 10 + n, n * 10000, case n when 5 then 0 else 20 end, 55,
       case n when 5 then 0 else n * 100000 end, 'west', case n when 5 then 'DISBANDED' else 'ACTIVE' end,
       case n when 2 then timestamptz '2026-11-24 12:00Z' end, case n when 2 then 1 else 0 end, 1000, '2026-10-02 08:00Z', n
from generate_series(1, 5) n;

insert into guild_members (guild_id, player_id, rank, joined_at, last_active_at, contribution)
select md5('clan:' || clan)::uuid, md5('player:' || (clan - 1) * 20 + place)::uuid,
       case place when 1 then 'LEADER' when 2 then 'RECRUIT' when 3 then 'DEPUTY' when 4 then 'OFFICER' else 'MEMBER' end,
       '2026-10-02 08:00Z', '2026-11-20 20:00Z', place * 10
from generate_series(1, 4) clan, generate_series(1, 20) place;
insert into guild_members (guild_id, player_id, rank, joined_at, last_active_at, left_at, leave_reason)
values (md5('clan:1')::uuid, md5('player:81')::uuid, 'VETERAN', '2026-10-03 08:00Z', '2026-11-01 08:00Z', '2026-11-10 08:00Z', 'LEFT'),
       (md5('clan:2')::uuid, md5('player:82')::uuid, 'MEMBER', '2026-10-03 08:00Z', '2026-11-01 08:00Z', '2026-11-11 08:00Z', 'KICKED');

insert into guild_invitations (id, guild_id, player_id, inviter_id, status, created_at, expires_at)
values (md5('invitation:1')::uuid, md5('clan:1')::uuid, md5('player:81')::uuid, md5('player:1')::uuid, 'PENDING',
        '2026-11-20 08:00Z', '2026-11-27 08:00Z');

insert into guild_treasury_entries (guild_id, reason, reference, credits, balance, at)
select md5('clan:' || n)::uuid, 'GRANT', md5('grant:' || n)::uuid, n * 100000, n * 100000, '2026-10-05 08:00Z'
from generate_series(1, 4) n;
insert into guild_grants (id, guild_id, credits, experience, reason, granted_by, granted_at)
select md5('grant:' || n)::uuid, md5('clan:' || n)::uuid, n * 100000, 0, 'season start', md5('account:keeper')::uuid,
       '2026-10-05 08:00Z'
from generate_series(1, 4) n;

-- Land 1 to 10, two for each of the four clans and two for nobody. What a clan defends is in a war.
insert into territories (id, key, name, type, region, location, z, radius_m, owner_clan_id, state, defense_level,
                         siege_difficulty, resource_type, resource_amount, resource_capacity, base_yield, window_start,
                         protected_until, locked_by_war_id, captured_at, version)
select md5('land:' || n)::uuid, 'dump/land-' || n, 'Land number ' || n,
       case when n % 2 = 0 then 'RESOURCE' else 'STRATEGIC' end, 'west', point(n * 1000, n * -1000), 20, 250,
       case when n <= 8 then md5('clan:' || (n + 1) / 2)::uuid end,
       case when war is not null then 'CONTESTED' when n <= 8 then 'OWNED' else 'NEUTRAL' end, 1,
       case when n % 2 = 0 then 1 else 3 end, 'ORE', 50, 1000, 10, 1080,
       case n when 1 then timestamptz '2026-11-23 10:00Z' end, war,
       case n when 1 then timestamptz '2026-11-20 10:00Z' end, n
from generate_series(1, 10) n
left join lateral (select case n when 3 then md5('war:active')::uuid when 5 then md5('war:preparation')::uuid
                               when 7 then md5('war:declared')::uuid when 8 then md5('war:ending')::uuid end) as locked (war)
       on true;
insert into territory_adjacency (territory_id, neighbour_id)
select md5('land:' || a)::uuid, md5('land:' || b)::uuid
from generate_series(1, 10) a, generate_series(1, 10) b where abs(a - b) = 1;
insert into territory_ownership (territory_id, from_at, until_at, clan_id, reason, reference)
select md5('land:' || n)::uuid, '2026-10-06 08:00Z', case n when 1 then timestamptz '2026-11-20 10:00Z' end,
       case n when 1 then md5('clan:2')::uuid else md5('clan:' || (n + 1) / 2)::uuid end, 'CLAIM', md5('claim:' || n)::uuid
from generate_series(1, 8) n
union all
select md5('land:1')::uuid, timestamptz '2026-11-20 10:00Z', null, md5('clan:1')::uuid, 'WAR', md5('war:ended')::uuid;
insert into territory_claims (id, territory_id, clan_id, claimed_by, cost, started_at, completes_at, status)
select md5('claim:' || n)::uuid, md5('land:' || n)::uuid, md5('clan:' || (n + 1) / 2)::uuid,
       md5('player:' || ((n + 1) / 2 - 1) * 20 + 1)::uuid, 5000, '2026-10-06 07:50Z', '2026-10-06 08:00Z', 'WON'
from generate_series(1, 8) n
union all
select md5('claim:9')::uuid, md5('land:9')::uuid, md5('clan:1')::uuid, md5('player:1')::uuid, 5000,
       timestamptz '2026-11-21 09:55Z', timestamptz '2026-11-21 10:05Z', 'RUNNING';

-- A war in each phase.
insert into clan_wars (id, attacker_clan_id, defender_clan_id, war_type, status, phase_epoch, phase_started_at,
                       phase_deadline_at, cut_off_at, declared_at, preparation_started_at, active_started_at,
                       ending_started_at, ended_at, attacker_score, defender_score, outcome, end_reason, winner_clan_id,
                       declaration_cost, declared_by, region, rules, log_seq, version, created_at, updated_at)
select md5('war:' || lower(status))::uuid, md5('clan:' || attacker)::uuid, md5('clan:' || defender)::uuid, 'TERRITORIAL',
       status, epoch, started, deadline, case when epoch >= 4 then timestamptz '2026-11-20 09:59Z' end,
       '2026-11-12 08:00Z', case when epoch >= 2 then timestamptz '2026-11-12 09:00Z' end,
       case when epoch >= 3 then timestamptz '2026-11-13 09:00Z' end,
       case when epoch >= 4 then timestamptz '2026-11-20 09:59Z' end,
       case when epoch >= 5 then timestamptz '2026-11-20 10:00Z' end, points, 0,
       case when epoch >= 5 then 'ATTACKER_WIN' end, case when epoch >= 4 then 'TIME_LIMIT' end,
       case when epoch >= 5 then md5('clan:' || attacker)::uuid end, 10000,
       md5('player:' || (attacker - 1) * 20 + 1)::uuid, 'west',
       '{"phase": {"declared": "PT1H", "preparation": "PT24H", "active": "PT168H"}, "timer": {"late_tolerance": "PT15M"},
         "declare": {"min_members": 15, "min_level": 3, "stronghold_level": 5, "min_age": "PT168H", "max_size_ratio": 4,
                     "max_level_gap": 20, "seen_within": "PT168H", "max_targets": 5, "reach_m": 5000.0,
                     "cross_region": false, "base_cost": 10000, "free_members": 30, "member_bp": 100,
                     "open_war_bp": 5000, "max_cost_factor": 10, "per_hour": 10},
         "limit": {"offensive": 2, "defensive": 3, "total": 5, "global": 1000},
         "start": {"min_active_members": 10, "seen_within": "PT168H"}, "roster": {"tenure": "PT24H"},
         "side": {"max_players": 250}, "cancel": {"refund_bp": 5000, "amends_bp": 2500},
         "cooldown": {"pair": "PT336H", "declare": "PT24H"},
         "immunity": {"loser": "PT72H", "after_streak": "PT168H", "cancelled": "PT24H"}, "land": {"protection": "PT72H"},
         "winner": {"min_points": 100}, "score": {"late_grace": "PT1M", "horizon": "PT10M", "skew": "PT1M"},
         "battle": {"max_per_war": 3, "max_global": 1000, "resource_length": "PT15M", "strategic_length": "PT45M",
                    "capital_length": "PT1H", "resource_radius_m": 250, "siege_radius_m": 500,
                    "resource_max_per_side": 20, "siege_max_per_side": 50},
         "capture": {"points": 200, "difficulty_bp": 1000}}',
       epoch, epoch, '2026-11-12 08:00Z', started
from (values ('DECLARED', 1, 3, 4, timestamptz '2026-11-12 08:00Z', timestamptz '2026-11-12 09:00Z', 0),
             ('PREPARATION', 2, 2, 3, '2026-11-12 09:00Z', '2026-11-13 09:00Z', 0),
             ('ACTIVE', 3, 1, 2, '2026-11-13 09:00Z', '2026-11-20 09:00Z', 30),
             ('ENDING', 4, 2, 4, '2026-11-20 09:59Z', null, 0),
             ('ENDED', 5, 1, 2, '2026-11-20 10:00Z', null, 120))
     as w (status, epoch, attacker, defender, started, deadline, points);

insert into clan_war_clans (war_id, clan_id, role, joined_at, scoring_from)
select id, attacker_clan_id, 'ATTACKER', declared_at, declared_at from clan_wars
union all
select id, defender_clan_id, 'DEFENDER', declared_at, declared_at from clan_wars;

insert into clan_war_participants (war_id, player_id, clan_id, side, status, eligible_from, joined_at)
select w.id, m.player_id, m.guild_id, case m.guild_id when w.attacker_clan_id then 'ATTACKER' else 'DEFENDER' end,
       'ACTIVE', w.declared_at, w.declared_at
from clan_wars w join guild_members m on m.guild_id in (w.attacker_clan_id, w.defender_clan_id)
where m.left_at is null and m.rank <> 'RECRUIT' and w.phase_epoch >= 2;

insert into clan_war_territories (id, war_id, territory_id, kind, initial_owner_clan_id, owner_clan_id, holder_side,
                                  captured_at, defense_level, capture_count, settled_clan_id)
select md5('contested:' || land)::uuid, md5('war:' || war)::uuid, md5('land:' || land)::uuid, 'TARGET',
       md5('clan:' || defender)::uuid, md5('clan:' || owner)::uuid,
       case when owner = defender then 'DEFENDER' else 'ATTACKER' end,
       case when owner <> defender then timestamptz '2026-11-19 12:00Z' end, 1, case when owner <> defender then 1 else 0 end,
       case war when 'ended' then md5('clan:1')::uuid end
from (values (1, 'ended', 2, 1), (3, 'active', 2, 2), (5, 'preparation', 3, 3), (7, 'declared', 4, 4), (8, 'ending', 4, 4))
     as t (land, war, defender, owner);

insert into clan_war_events (war_id, seq, at, event_type, payload)
select w.id, 1, w.declared_at, 'war.declared',
       json_build_object('war_id', w.id, 'attacker_clan_id', w.attacker_clan_id, 'defender_clan_id', w.defender_clan_id,
                         'territories', json_build_array(t.territory_id), 'declared_at', '2026-11-12T08:00:00.000Z',
                         'war_type', 'TERRITORIAL', 'declaration_cost', 10000, 'preparation_at', '2026-11-12T09:00:00.000Z',
                         'active_at', '2026-11-13T09:00:00.000Z', 'declared_by', w.declared_by)::text
from clan_wars w join clan_war_territories t on t.war_id = w.id
union all
select w.id, p.epoch, p.at::timestamptz, 'war.phase_changed',
       json_build_object('war_id', w.id, 'from', p.before, 'to', p.after, 'phase_epoch', p.epoch, 'changed_at', p.at,
                         'effective_at', p.at, 'deadline_at', p.deadline, 'reason', 'TIMER')::text
from clan_wars w
join (values (2, 'DECLARED', 'PREPARATION', '2026-11-12T09:00:00.000Z', '2026-11-13T09:00:00.000Z'),
             (3, 'PREPARATION', 'ACTIVE', '2026-11-13T09:00:00.000Z', '2026-11-20T09:00:00.000Z'),
             (4, 'ACTIVE', 'ENDING', '2026-11-20T09:59:00.000Z', null),
             (5, 'ENDING', 'ENDED', '2026-11-20T10:00:00.000Z', null)) as p (epoch, before, after, at, deadline)
  on p.epoch <= w.phase_epoch;

-- A battle under way in the active war, and one that is over in the ended one.
insert into clan_war_battles (id, war_id, territory_id, land, battle_type, status, scheduled_at, started_at, ends_at,
                              ended_at, holder_side, attacker_score, defender_score, winner_side, end_reason, server_id,
                              tick_rate_hz, max_per_side, version)
values (md5('battle:1')::uuid, md5('war:active')::uuid, md5('land:3')::uuid, 'STRATEGIC', 'SIEGE', 'ACTIVE',
        '2026-11-19 18:00Z', '2026-11-19 18:00Z', '2026-11-19 18:45Z', null, 'DEFENDER', 30, 0, null, null,
        md5('account:arena')::uuid, 20, 50, 2),
       (md5('battle:2')::uuid, md5('war:ended')::uuid, md5('land:1')::uuid, 'STRATEGIC', 'SIEGE', 'ENDED',
        '2026-11-19 11:00Z', '2026-11-19 11:00Z', '2026-11-19 11:45Z', '2026-11-19 12:00Z', 'ATTACKER', 120, 0, 'ATTACKER',
        'THRESHOLD', md5('account:arena')::uuid, 20, 50, 3),
       (md5('battle:3')::uuid, md5('war:active')::uuid, md5('land:3')::uuid, 'STRATEGIC', 'SIEGE', 'CREATED',
        '2026-11-20 18:00Z', null, null, null, 'DEFENDER', 0, 0, null, null, md5('account:arena')::uuid, 20, 50, 1);

-- Three kills in the battle that runs, twelve in that which is over.
insert into clan_war_scores (event_id, war_id, seq, battle_id, type, side, clan_id, player_id, victim_id, victim_clan_id,
                             base_points, factor_bp, points, occurred_at, received_at, source, payload_hash, log_partition,
                             log_offset)
select md5('score:' || war || n)::uuid, md5('war:' || war)::uuid, n, md5('battle:' || battle)::uuid, 'KILL', 'ATTACKER',
       md5('clan:1')::uuid, md5('player:' || 3 + n % 5)::uuid, md5('player:' || 23 + n % 7)::uuid, md5('clan:2')::uuid, 10,
       10000, 10, began + n * interval '10 seconds', began + n * interval '10 seconds' + interval '80 milliseconds',
       'COMBAT', n * 31, 4, battle * 100 + n
from (values ('active', 1, timestamptz '2026-11-19 18:00Z', 3), ('ended', 2, '2026-11-19 11:00Z', 12))
     as b (war, battle, began, kills), generate_series(1, 12) n
where n <= kills;
insert into clan_war_score_totals (war_id, scope, scope_id, side, points, kills, deaths, assists, objectives, last_seq)
select w.id, s.* from clan_wars w cross join lateral clan_war_score_sums(w.id) s;
insert into clan_war_score_state (war_id, last_seq, accepted, duplicates, rejected, closed_seq, final)
values (md5('war:active')::uuid, 3, 3, 1, 1, null, false), (md5('war:ended')::uuid, 12, 12, 0, 0, 12, true);
insert into clan_war_score_review (log_partition, log_offset, war_id, counted, event_id, code, type, player_id, occurred_at,
                                   received_at, payload_hash, record_key, record_value, record_headers)
values (4, 104, md5('war:active')::uuid, true, md5('score:rejected')::uuid, 'SCORE_PLAYER_NOT_IN_WAR', 'KILL',
        md5('player:81')::uuid, '2026-11-19 18:01Z', '2026-11-19 18:01Z', 7, '\x6b', '\x7b7d', '\x00');
insert into score_partitions (topic, partition, next_offset, published_offset, last_received_at)
select 'war.score-events', n, case n when 4 then 213 else 0 end, case n when 4 then 213 else 0 end,
       case n when 4 then timestamptz '2026-11-19 18:01Z' end
from generate_series(0, 23) n;

-- Alarms, one of them fired, and one that has failed.
insert into timers (id, kind, owner_id, ref_id, phase_epoch, fire_at, fired_at, attempts, failure)
select md5('timer:' || status)::uuid, 'PHASE', id, null, phase_epoch, phase_deadline_at, null::timestamptz, 0, null::text
from clan_wars where phase_deadline_at is not null
union all
values (md5('timer:claim')::uuid, 'CLAIM', md5('claim:9')::uuid, md5('land:9')::uuid, null,
        timestamptz '2026-11-21 10:05Z', null::timestamptz, 2, 'no connection'),
       (md5('timer:fired')::uuid, 'PHASE', md5('war:ended')::uuid, null, 3, '2026-11-20 09:59Z', '2026-11-20 09:59Z', 0, null);

-- Published, waiting and dead events.
insert into event_sequences (scope, id, last_seq) select 'war', id, log_seq from clan_wars;
insert into outbox_events (event_id, position, aggregate_type, aggregate_id, seq, event_type, schema_version, topic, key,
                           headers, value, shard, status, attempts, created_at)
select md5('event:' || e.war_id || e.seq)::uuid, nextval('outbox_position'), 'war', e.war_id, e.seq, e.event_type, 1,
       'war.lifecycle', e.war_id, jsonb_build_object('event_type', e.event_type, 'schema_version', '1',
       'content-type', 'application/json'),
       json_build_object('event_id', md5('event:' || e.war_id || e.seq)::uuid, 'event_type', e.event_type,
                         'schema_version', 1, 'aggregate_id', e.war_id, 'seq', e.seq, 'payload', e.payload::json)::text,
       get_byte(uuid_send(e.war_id), 0) % 16,
       case e.seq when 1 then 'PUBLISHED' when 2 then 'DEAD' else 'PENDING' end, case e.seq when 2 then 20 else 0 end, e.at
from clan_war_events e;
insert into inbox_events (consumer, event_id, processed_at) values ('dump', md5('event:1')::uuid, '2026-11-20 10:00Z');

insert into idempotency_keys (caller, key, request_hash, status, headers, body, created_at)
values (md5('player:1')::uuid, 'declare-1', sha256('declare-1'), 201, '{"Content-Type": "application/json"}',
        decode(repeat('c9', 80), 'hex'), '2026-11-21 09:00Z');
