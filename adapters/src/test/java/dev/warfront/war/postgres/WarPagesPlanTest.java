package dev.warfront.war.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.ScratchDatabase;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.postgres.Cursor;
import dev.warfront.testing.Depth;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarViews;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A hundred thousand wars of a hundred clans, with `-Ddeep` ten times as many of each, nearly all of them over: each
/// page comes out of indexes, in order, and no more is read than a page.
@Execution(ExecutionMode.CONCURRENT)
class WarPagesPlanTest {
    private static final ScratchDatabase DATABASE = ScratchDatabase.empty();
    private static final ClanId CLAN = new ClanId(UUID.fromString("00000000-0000-0000-0000-000000000007"));
    private static final int COUNT = Depth.isDeep() ? 1_000_000 : 100_000;
    /// Behind nearly all.
    private static final Cursor CURSOR = Cursor.of(Instant.parse("2026-11-19T00:00:00Z"), new UUID(0, COUNT));

    private static final String WARS = sized("""
            insert into clan_wars (id, attacker_clan_id, defender_clan_id, war_type, status, phase_epoch, phase_started_at,
                                   declared_at, ending_started_at, cut_off_at, preparation_started_at, ended_at, outcome,
                                   end_reason, declaration_cost, declared_by, region, rules, version)
            select lpad(to_hex(i), 32, '0')::uuid, lpad(to_hex(i % clans), 32, '0')::uuid,
                   lpad(to_hex(clans + i / 7 % clans), 32, '0')::uuid, 'TERRITORIAL', 'ENDED', 5, at, at, at, at, at, at, 'DRAW',
                   'TIME_LIMIT', 0, lpad(to_hex(i), 32, '0')::uuid, 'region ' || i % 16, '{}', 1
            from generate_series(1, count) i
            cross join lateral (select timestamptz '2025-01-01' + i * (interval '1000000 minutes' / count) as at) t""");
    private static final String OPEN = sized("""
            update clan_wars set status = 'ACTIVE', phase_deadline_at = declared_at + interval '7 days', ended_at = null,
                                 ending_started_at = null, cut_off_at = null, outcome = null, end_reason = null,
                                 defender_clan_id = id
            where id in (select lpad(to_hex(i), 32, '0')::uuid from generate_series(2000, count, 50) i)""");

    @BeforeAll
    static void fill() {
        DATABASE.fill("clan_wars", WARS, OPEN);
    }

    @AfterAll
    static void forget() {
        DATABASE.close();
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of(new WarViews.Filter(null, null, null), "idx_clan_wars_newest"),
                Arguments.of(new WarViews.Filter(WarStatus.ENDED, null, null), "idx_clan_wars_(status_)?newest"),
                Arguments.of(new WarViews.Filter(WarStatus.ACTIVE, null, null), "idx_clan_wars_status_newest"),
                Arguments.of(new WarViews.Filter(null, null, "region 3"), "idx_clan_wars_(region_)?newest"),
                Arguments.of(new WarViews.Filter(null, null, "no region"), "idx_clan_wars_region_newest"),
                Arguments.of(
                        new WarViews.Filter(WarStatus.ACTIVE, null, "region 3"), "idx_clan_wars_region_status_newest"),
                Arguments.of(
                        new WarViews.Filter(null, CLAN, null), "(?s)attacker_newest.*idx_clan_wars_defender_newest"),
                Arguments.of(
                        new WarViews.Filter(WarStatus.ENDED, CLAN, null),
                        "(?s)attacker_newest.*idx_clan_wars_defender_newest"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aPageIsNotSorted_andNoWarIsReadThatIsNotOnIt(WarViews.Filter filter, String index) {
        for (var page : new WarPage[] {new WarPage(filter, null, 51), new WarPage(filter, CURSOR, 51)}) {
            var plan = String.join("\n", DATABASE.query("explain (analyze, costs off, timing off) " + literal(page)));

            assertThat(plan)
                    .containsPattern(index)
                    .doesNotContain("Seq Scan on clan_wars")
                    .doesNotContainPattern("Sort \\(.*\n *Sort Key: (?!t.territory_id)")
                    .doesNotContainPattern("Rows Removed by Filter: \\d{4,}");
        }
    }

    private static String sized(String sql) {
        return sql.replace("clans", Integer.toString(COUNT / 1_000)).replace("count", Integer.toString(COUNT));
    }

    /// With its values in it.
    private static String literal(WarPage page) {
        var sql = page.sql();
        for (var value : page.values().entrySet()) {
            sql = sql.replaceAll(":" + value.getKey() + "\\b", "'" + value.getValue() + "'");
        }
        return sql;
    }
}
