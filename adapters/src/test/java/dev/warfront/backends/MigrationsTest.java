package dev.warfront.backends;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A database of the version before, with a small world in it, becomes one of this version and keeps what it held.
class MigrationsTest {
    private static final String MIGRATIONS = "dev/warfront/backends/migration";
    private static final String VERSION = "0060";

    private static final String COLUMNS = """
            select c.table_name || '.' || c.column_name || ' ' || c.data_type || ' ' || c.is_nullable
            from information_schema.columns c
            join pg_class t on t.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
            where c.table_schema = 'public' and not t.relispartition and c.table_name !~ '^(t|test)_'
            order by 1""";

    private static final String NAME = "kept_" + UUID.randomUUID().toString().replace("-", "");

    @BeforeAll
    static void migrateTheKeptDump() throws Exception {
        run(TestDatabase.get().server().jdbcUrl(), "create database " + NAME);
        flyway(VERSION).migrate();
        run(url(), text("db/dumps/v" + VERSION + ".sql"));
        flyway("latest").migrate();
    }

    @AfterAll
    static void forget() throws SQLException {
        run(TestDatabase.get().server().jdbcUrl(), "drop database " + NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "identity_account, 84",
        "guilds, 5",
        "guild_members, 82",
        "guild_treasury_entries, 4",
        "territories, 10",
        "territory_claims, 9",
        "clan_wars, 5",
        "clan_war_participants, 152",
        "clan_war_battles, 3",
        "clan_war_scores, 15",
        "event_sequences, 5",
        "outbox_events, 15",
        "idempotency_keys, 1"
    })
    void noRowIsLost(String table, String rows) throws SQLException {
        assertThat(query(url(), "select count(*) from " + table)).containsExactly(rows);
    }

    @Test
    void warsAreWhereTheyWere() throws SQLException {
        assertThat(query(
                        url(),
                        "select status || ' ' || phase_epoch || ' ' || attacker_score || ' ' || coalesce(end_reason, '')"
                                + " from clan_wars order by phase_epoch"))
                .containsExactly(
                        "DECLARED 1 0 ",
                        "PREPARATION 2 0 ",
                        "ACTIVE 3 30 ",
                        "ENDING 4 0 TIME_LIMIT",
                        "ENDED 5 120 TIME_LIMIT");
    }

    @Test
    void theLedgerStillAddsUpToTheScores() throws SQLException {
        assertThat(query(url(), """
                select count(*) from clan_wars w
                where w.attacker_score <> (select coalesce(sum(points), 0) from clan_war_scores s where s.war_id = w.id)""")).containsExactly("0");
    }

    @Test
    void unfiredTimersKeepTheirOwnersAndEpochs() throws SQLException {
        assertThat(query(url(), """
                select count(*) from timers t join clan_wars w on w.id = t.owner_id and w.phase_epoch = t.fence
                where t.kind = 'PHASE' and t.fired_at is null""")).containsExactly("3");
    }

    /// A migration may set further alarms.
    @Test
    void noTimerIsLost() throws SQLException {
        assertThat(query(url(), "select count(*) from timers where kind in ('PHASE', 'CLAIM')"))
                .containsExactly("5");
    }

    @Test
    void everyBattleThatIsNotOverHasATimer_thatEndsItWithoutItsHost() throws SQLException {
        assertThat(query(url(), """
                select kind || ' ' || to_char(fire_at at time zone 'UTC', 'DD HH24:MI') from timers
                where kind like 'BATTLE_%' and fired_at is null order by 1"""))
                .containsExactly("BATTLE_END 19 18:46", "BATTLE_START 20 18:01");
    }

    @Test
    void whatWasNotPublishedWillBe() throws SQLException {
        assertThat(query(url(), "select status, count(*) from outbox_events group by status order by 1"))
                .containsExactly("DEAD", "PENDING", "PUBLISHED");
    }

    @Test
    void theSchemaIsThatOfAnEmptyStart() throws SQLException {
        assertThat(query(url(), COLUMNS))
                .isNotEmpty()
                .isEqualTo(query(TestDatabase.get().server().jdbcUrl(), COLUMNS));
    }

    static List<String> landed() throws IOException {
        return text("db/landed.sha256").lines().toList();
    }

    /// Whoever needs another schema adds a migration. A file comes on the list with the step after which it landed.
    @ParameterizedTest
    @MethodSource("landed")
    void aLandedMigrationIsNeverEdited(String line) throws IOException, NoSuchAlgorithmException {
        var sum = line.split(" +", 2)[0];
        var file = line.split(" +", 2)[1];

        var now = MessageDigest.getInstance("SHA-256")
                .digest(text(MIGRATIONS + "/" + file).getBytes(UTF_8));

        assertThat(HexFormat.of().formatHex(now)).as(file).isEqualTo(sum);
    }

    private static Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(url(), PostgresServer.USER, "")
                .locations("classpath:" + MIGRATIONS)
                .target(target)
                .load();
    }

    private static String url() {
        return TestDatabase.get().server().jdbcUrl().replaceFirst("/" + PostgresServer.DATABASE + "$", "/" + NAME);
    }

    private static String text(String resource) throws IOException {
        try (var in = MigrationsTest.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(requireNonNull(in, resource).readAllBytes(), UTF_8);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, PostgresServer.USER, "");
    }

    private static void run(String url, String sql) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The first column of all rows.
    private static List<String> query(String url, String sql) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
