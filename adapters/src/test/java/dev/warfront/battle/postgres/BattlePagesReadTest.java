package dev.warfront.battle.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.ScratchDatabase;
import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.BattleView;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.RowsRead;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// A hundred thousand battles of 13 months, which is as long as they are kept, a partition for each; all are
/// over but the newest. A page reads no more than a page and the first of each partition, whatever is asked for.
@Execution(ExecutionMode.CONCURRENT)
class BattlePagesReadTest {
    private static final int LIMIT = 50;
    /// One more than is answered shows whether there is more. Of 13 months, this one, three to come and the
    /// default partition each is asked for its first, and behind a cursor for the one before that.
    private static final int PAGE = LIMIT + 1 + 2 * 18;
    /// All that are not over, which are the newest. Of those that are fought the world has a thousand at most.
    private static final int NOT_OVER = 40;

    /// A thousand of its battles lie in all months.
    private static final WarId WAR = new WarId(new UUID(0, 7));

    private static final String MONTHS = """
            select make_partition('clan_war_battles', 'clan_war_battles_before_' || m, present - m * interval '1 month',
                                  present - (m - 1) * interval '1 month')
            from generate_series(1, 13) m cross join (select date_trunc('month', now(), 'UTC') as present) t""";
    private static final String BATTLES = """
            create function id(i bigint) returns uuid language sql immutable return lpad(to_hex(i), 32, '0')::uuid;
            insert into clan_war_battles (id, war_id, territory_id, land, battle_type, status, scheduled_at, ended_at,
                                          end_reason, holder_side, max_per_side, zone_center, zone_z, zone_radius_m,
                                          zone_z_min, zone_z_max, version)
            select id(i), case when i % 100 = 7 then id(7) else id(1000 + i / 60) end, id(i % 5000), 'RESOURCE',
                   'TERRITORY_BATTLE', case when done then 'ENDED' else 'CREATED' end, at, case when done then at end,
                   case when done then 'CANCELLED' end, 'DEFENDER', 20, point(0, 0), 0, 250, -250, 250, 1
            from generate_series(1, 100000) i
            cross join lateral (
                select i <= 99960 as done,
                       date_trunc('month', now(), 'UTC') - interval '13 months' + i * interval '336 seconds' as at) drawn""";

    private static final ScratchDatabase DATABASE = ScratchDatabase.empty();

    private final DatabaseClient client = DatabaseClient.create(DATABASE.connections());
    private final RowsRead rows = new RowsRead(client);
    private final PostgresBattleViews views = new PostgresBattleViews(client);

    @BeforeAll
    static void fill() {
        DATABASE.fill("clan_war_battles", MONTHS, BATTLES);
    }

    @AfterAll
    static void forget() {
        DATABASE.close();
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                list("all", PAGE, (views, page) -> views.list(null, page)),
                list("over", PAGE + NOT_OVER, (views, page) -> views.list(BattleStatus.ENDED, page)),
                list("to come", PAGE, (views, page) -> views.list(BattleStatus.CREATED, page)),
                list("of a war", PAGE, (views, page) -> views.ofWar(WAR, page)));
    }

    private static Arguments list(String name, int most, Pages pages) {
        return Arguments.of(name, most, pages);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void givenBattlesOf13Months_eachPageReadsNoMoreThanItsBound(String name, int most, Pages pages) {
        assertThat(rows.byPages(page -> pages.of(views, page), LIMIT))
                .as(name)
                .allMatch(read -> read > 0 && read <= most);
    }

    /// A list, a page at a time.
    @FunctionalInterface
    interface Pages {
        Mono<Page<BattleView>> of(PostgresBattleViews views, PageRequest page);
    }
}
