package dev.warfront.war.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.ScratchDatabase;
import dev.warfront.guild.Clans;
import dev.warfront.guild.Invitations;
import dev.warfront.identity.GameServers;
import dev.warfront.identity.PlayerDirectory;
import dev.warfront.identity.postgres.PostgresSanctions;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.RowsRead;
import dev.warfront.score.EventVerdicts;
import dev.warfront.score.EventVerdicts.Position;
import dev.warfront.score.postgres.ScoresOnPostgres;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import dev.warfront.territory.WorldMap;
import dev.warfront.war.TestWars;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarViews;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Ten thousand rows and more in each table that is listed: each page of each list is held to a bound that
/// does not grow with the table. Where the bound is more than a page, its constant says why. How many rows there
/// may be is said in docs/reference.md, lists; battles and the audit log have tests of their own.
@Execution(ExecutionMode.CONCURRENT)
class ListsReadTest {
    private static final int LIMIT = 50;
    /// One more than is answered shows whether there is more.
    private static final int PAGE = LIMIT + 10;
    /// Where rows of equal order are sorted, a batch is read ahead; of two indexes or tables, a page each.
    private static final int TWO_PAGES = 2 * PAGE;
    /// Of sixteen regions that take turns in the list of all wars, the server may leave out fifteen.
    private static final int SIXTEEN_PAGES = 16 * PAGE;
    /// All that a clan has fought, a page of them with their counters.
    private static final int WARS_OF_A_CLAN = 300 + TWO_PAGES;
    /// All that is being fought, with its counters.
    private static final int ACTIVE_WARS = 4 * 117;
    /// All land of a region.
    private static final int LAND_OF_A_REGION = 600 + PAGE;

    /// One event, the rows of a shared one, or all that was refused under one id.
    private static final int VERDICT = 20;

    private static final UUID SEVEN = new UUID(0, 7);
    private static final ClanId CLAN = new ClanId(SEVEN);
    private static final WarId WAR = new WarId(SEVEN);
    private static final TerritoryId LAND = new TerritoryId(SEVEN);

    /// Foreign keys are not looked at: each table is filled by itself.
    private static final String ROWS = """
            set session_replication_role = replica;
            create function id(i bigint) returns uuid language sql immutable return lpad(to_hex(i), 32, '0')::uuid;
            create function at(i bigint) returns timestamptz language sql stable
                return date_trunc('month', now()) - interval '35 days' + i * interval '2 minutes';

            insert into clan_wars (id, attacker_clan_id, defender_clan_id, war_type, status, phase_epoch, phase_started_at,
                                   declared_at, ended_at, outcome, end_reason, declaration_cost, declared_by, region, rules,
                                   version)
            select id(i), id(i / 16 % 100), id(100 + i / 100 % 1000), 'RANKING', 'ENDED', 5, at(i), at(i), at(i), 'DRAW',
                   'CANCELLED', 0, id(i), 'region ' || i % 16, '{}', 1
            from generate_series(1, 30000) i;
            update clan_wars set status = 'ACTIVE', phase_deadline_at = declared_at, ended_at = null, outcome = null,
                                 end_reason = null, defender_clan_id = id
            where id in (select id(i) from generate_series(1003, 10000, 77) i);
            insert into clan_war_counters (war_id, log_seq) select id, 1 from clan_wars;
            insert into clan_war_participants (war_id, player_id, clan_id, side, joined_at)
            select id(i % 50), md5(i::text)::uuid, id(i % 2), 'ATTACKER', at(i) from generate_series(1, 20000) i;
            select make_partition('clan_war_events', 'clan_war_events_before_' || m, present - m * interval '1 month',
                                  present - (m - 1) * interval '1 month')
            from generate_series(1, 13) m cross join (select date_trunc('month', now(), 'UTC') as present) t;
            insert into clan_war_events (war_id, seq, at, event_type, public, payload)
            select id(i % 20), i / 20, at(i), 'battle.ended', true, '{}' from generate_series(20, 10000) i;
            insert into clan_war_events (war_id, seq, at, event_type, public, payload)
            select id(1000 + i / 100), i % 100 + 1, at(i) - i % 12 * interval '1 month', 'battle.ended', true, '{}'
            from generate_series(1, 20000) i;
            insert into clan_war_territories (war_id, territory_id, kind, initial_owner_clan_id, owner_clan_id, holder_side,
                                              defense_level)
            select id(i / 10), id(i), 'COUNTER_CLAIM', id(1), id(1), 'DEFENDER', 1 from generate_series(1, 10000) i;

            insert into territories (id, key, name, type, region, location, z, radius_m, owner_clan_id, state,
                                     locked_by_war_id, siege_difficulty, resource_type, resource_capacity, base_yield,
                                     window_start)
            select id(i), 'land ' || i, 'land ' || i, type, 'region-' || i / 7 % 50,
                   point(i * 7919::bigint % 1000000 - 500000, i * 104729::bigint % 1000000 - 500000), 0, 100,
                   case when state <> 'NEUTRAL' then id(i % 500) end, state,
                   case when state = 'CONTESTED' then id(1) end, territory_siege_difficulty(type, 1, 0), 'ORE', 100, 1, 0
            from generate_series(1, 30000) i
            cross join lateral (
                select case when i / 3 % 100 = 0 then 'CAPITAL' when i / 3 % 10 = 0 then 'STRATEGIC' else 'RESOURCE' end
                           as type,
                       case when i % 1000 = 7 then 'CONTESTED' when i / 11 % 5 = 0 then 'NEUTRAL' else 'OWNED' end
                           as state) drawn;
            insert into territory_ownership (territory_id, from_at, until_at, clan_id, reason)
            select id(i % 20), at(i), case when i <= 9980 then at(i + 20) end, id(i), 'WAR'
            from generate_series(1, 10000) i;

            insert into guild_invitations (id, guild_id, player_id, inviter_id, status, created_at, expires_at)
            select id(i), case when i % 2 = 0 then id(7) else id(1000 + i) end,
                   case when i % 2 = 0 then id(1000 + i) else id(7) end, id(i), 'PENDING', at(i),
                   case when i > 16000 then now() + i * interval '1 minute' else at(i) + interval '7 days' end
            from generate_series(1, 20000) i;
            insert into guild_members (guild_id, player_id, rank, joined_at, last_active_at)
            select id(i % 20), id(i), case when i < 20 then 'LEADER' when i % 7 = 0 then 'VETERAN' else 'MEMBER' end,
                   at(i), at(i)
            from generate_series(0, 9999) i;
            insert into identity_account (id, login, login_folded, display_name, password_hash, roles, created_at)
            select id(i), 'p' || i, 'p' || i, 'Player ' || i % 1000, '$argon2id$', '{PLAYER}', at(i)
            from generate_series(1, 10000) i;
            insert into identity_game_server (id, name, signing_key, created_at)
            select id(i), 'server ' || i, '', at(i) from generate_series(1, 10000) i;
            insert into identity_sanction (id, account_id, kind, reason, public_text, internal_note, by_id, at)
            select id(i), id(i % 100), 'WARNING', 'LANGUAGE', 'Mind your words.', '', id(1000), at(i)
            from generate_series(1, 10000) i;
            select make_partition('clan_war_scores', 'clan_war_scores_of_the_test', '2026-02-01', '2026-03-01');
            insert into clan_war_scores (event_id, war_id, seq, type, side, clan_id, player_id, victim_id, victim_clan_id,
                                         base_points, factor_bp, points, occurred_at, received_at, source, payload_hash,
                                         log_partition, log_offset, log_index)
            select id(i), id(7), i, case i % 2 when 0 then 1 else 3 end, 1, id(1), case i % 5 when 0 then id(i % 100) end,
                   id(2), id(2), 10, 10000, 10, at + i * interval '1 ms', at + i * interval '1 ms' + i % 3 * interval '1 ms', 1,
                   i, 3, i / 100, i % 100
            from generate_series(1, 20000) i cross join (select '2026-02-10T00:00:00Z'::timestamptz as at) t;
            insert into clan_war_score_review (log_partition, log_offset, log_index, war_id, counted, event_id, code, type,
                                               occurred_at, received_at, payload_hash, record_headers, value_bytes,
                                               server_id, signed)
            select 3, i, 0, id(7 + i % 2), i % 3 > 0, id(i % 5000), 'SCORE_INVALID_TYPE', 'DANCE',
                   case when i % 5000 > 8 then at(i) end, at(i), i, '', 0,
                   id(7 + i / 2 % 2), i % 3 > 0
            from generate_series(1, 20000) i;
            analyze""";

    private static final ScratchDatabase DATABASE = ScratchDatabase.empty();
    private static final DatabaseClient CLIENT = DatabaseClient.create(DATABASE.connections());
    private static final WarWorld WORLD = new WarWorld(CLIENT, TestWars.SECTIONS);

    private static final EventVerdicts VERDICTS = ScoresOnPostgres.verdicts(CLIENT);

    private final RowsRead rows = new RowsRead(CLIENT);

    @BeforeAll
    static void fill() {
        DATABASE.execute(ROWS);
    }

    @AfterAll
    static void forget() {
        WORLD.close();
        DATABASE.close();
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                list("participants", PAGE, page -> WORLD.get(WarViews.class).participants(WAR, page)),
                list("members", PAGE, page -> WORLD.get(Clans.class).members(CLAN, page)),
                list(
                        "invitations of a clan",
                        PAGE,
                        page -> WORLD.get(Invitations.class).pendingOf(CLAN, Instant.now(), page)),
                list(
                        "invitations to a player",
                        PAGE,
                        page -> WORLD.get(Invitations.class).pendingTo(new PlayerId(SEVEN), Instant.now(), page)),
                list("players", PAGE, page -> WORLD.get(PlayerDirectory.class).named("player 1", page)),
                list(
                        "players of one name",
                        PAGE,
                        page -> WORLD.get(PlayerDirectory.class).named("PLAYER 777", page)),
                list("game servers", PAGE, page -> WORLD.get(GameServers.class).page(page)),
                list("owners of a land", PAGE, page -> WORLD.get(WorldMap.class).history(LAND, page)),
                list("refusals that name a server", PAGE, page -> VERDICTS.uncounted(SEVEN, page)));
    }

    static Stream<Arguments> filteredWars() {
        // a counter of each war is read with it
        return Stream.of(
                wars(null, null, null, TWO_PAGES),
                wars(WarStatus.ENDED, null, null, TWO_PAGES),
                wars(WarStatus.ACTIVE, null, null, ACTIVE_WARS),
                wars(null, null, "region 3", SIXTEEN_PAGES),
                wars(WarStatus.ENDED, null, "region 3", SIXTEEN_PAGES),
                wars(WarStatus.ACTIVE, null, "region 3", ACTIVE_WARS),
                wars(null, CLAN, null, TWO_PAGES),
                wars(WarStatus.ENDED, CLAN, null, TWO_PAGES),
                wars(WarStatus.ACTIVE, CLAN, null, WARS_OF_A_CLAN),
                wars(null, CLAN, "region 3", WARS_OF_A_CLAN),
                wars(WarStatus.ENDED, CLAN, "region 3", WARS_OF_A_CLAN));
    }

    static Stream<Arguments> filteredLand() {
        return Stream.of(
                land(null, null, null, null, PAGE),
                land(CLAN, null, null, null, PAGE),
                land(null, TerritoryState.OWNED, null, null, TWO_PAGES),
                land(null, TerritoryState.CONTESTED, null, null, PAGE),
                land(null, null, TerritoryType.CAPITAL, null, PAGE),
                land(null, null, null, "region-3", PAGE),
                land(null, null, TerritoryType.STRATEGIC, "region-3", PAGE),
                land(CLAN, TerritoryState.OWNED, null, null, TWO_PAGES),
                land(CLAN, null, TerritoryType.RESOURCE, null, TWO_PAGES),
                land(CLAN, null, null, "region-3", TWO_PAGES),
                land(null, TerritoryState.NEUTRAL, TerritoryType.RESOURCE, null, 6 * PAGE),
                land(null, TerritoryState.NEUTRAL, null, "region-3", LAND_OF_A_REGION),
                land(null, TerritoryState.CONTESTED, null, "region-3", LAND_OF_A_REGION),
                land(null, TerritoryState.OWNED, TerritoryType.STRATEGIC, "region-3", LAND_OF_A_REGION));
    }

    private static Arguments list(String name, int most, Function<PageRequest, Mono<? extends Page<?>>> list) {
        return Arguments.of(name, list, most);
    }

    private static Arguments wars(
            @Nullable WarStatus status, @Nullable ClanId clan, @Nullable String region, int most) {
        var filter = new WarViews.Filter(status, clan, region);
        return list("wars, " + filter, most, page -> WORLD.get(WarViews.class).list(filter, page));
    }

    private static Arguments land(
            @Nullable ClanId owner,
            @Nullable TerritoryState state,
            @Nullable TerritoryType type,
            @Nullable String region,
            int most) {
        var filter = new WorldMap.Filter(owner, state, type, region);
        return list("land, " + filter, most, page -> WORLD.get(WorldMap.class).list(filter, page));
    }

    @ParameterizedTest
    @MethodSource({"lists", "filteredWars", "filteredLand"})
    void givenAList_eachPageReadsNoMoreThanItsBound(
            String name, Function<PageRequest, Mono<? extends Page<?>>> list, int most) {
        assertThat(rows.byPages(list, LIMIT)).as(name).allMatch(read -> read > 0 && read <= most);
    }

    static Stream<Arguments> bounded() {
        var map = WORLD.get(WorldMap.class);
        var wars = WORLD.get(WarViews.class);
        var sanctions = new PostgresSanctions(CLIENT, Clock.systemUTC());
        return Stream.of(
                Arguments.of(
                        "land nearest to a point",
                        map.near(0, 0, new WorldMap.Vicinity.Nearest(LIMIT), WorldMap.Filter.ALL),
                        TWO_PAGES),
                Arguments.of(
                        "land within a distance",
                        map.near(0, 0, new WorldMap.Vicinity.Within(20_000), WorldMap.Filter.ALL),
                        2 * WorldMap.Vicinity.MOST),
                Arguments.of("events of a war, for all", wars.eventsAfter(WAR, null, 150, LIMIT), PAGE),
                Arguments.of("events of a war, for a clan", wars.eventsAfter(WAR, CLAN, 150, LIMIT), PAGE),
                Arguments.of("land of a war", wars.territories(WAR), PAGE),
                Arguments.of(
                        "refused events of a war", VERDICTS.refused(WAR, null, new Position(9_000, 0), LIMIT), PAGE),
                Arguments.of(
                        "refused events of a war and a server",
                        VERDICTS.refused(WAR, SEVEN, new Position(9_000, 0), LIMIT),
                        PAGE),
                verdict("an accepted event", 10_000, Duration.ofSeconds(10)),
                verdict("an event by a clock that was ahead", 9_999, Duration.ofSeconds(20)),
                verdict("a refused event", 8, Duration.ZERO),
                Arguments.of("sanctions of an account", sanctions.of(new PlayerId(SEVEN), LIMIT), PAGE));
    }

    /// @param after the instant from which the events of the war are counted by the millisecond
    private static Arguments verdict(String name, int event, Duration after) {
        var at = Instant.parse("2026-02-10T00:00:00Z").plus(after);
        return Arguments.of(name, VERDICTS.of(WAR, new UUID(0, event), at, null).map(List::of), VERDICT);
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void givenAListWithoutPages_noMoreIsReadThanItAnswers(String name, Mono<? extends List<?>> list, int most) {
        assertThat(rows.by(list)).as(name).allMatch(read -> read > 0 && read <= most);
    }
}
