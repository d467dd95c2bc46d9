package dev.warfront.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A database of each kept version, in which wars were fought, becomes one of this version and keeps what it held.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("kept versions") // its own tests run one after the other
@ParameterizedClass
@MethodSource("versions")
class MigrationsTest {
    private static final Map<String, Migrated> MIGRATED = new ConcurrentHashMap<>();
    private static final ScratchDatabase EMPTY = ScratchDatabase.empty();

    /// A query for the primary keys of each table.
    private static final String KEYS = """
            select format('select %s from %I', string_agg(quote_ident(a.attname), ', '), c.relname)
            from pg_class c
            join pg_index i on i.indrelid = c.oid and i.indisprimary
            join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
            where c.relnamespace = 'public'::regnamespace and not c.relispartition
              and c.relname <> 'flyway_schema_history'
            group by c.relname""";

    private static final String WORDED = "clan_war_score_rows";

    private final ScratchDatabase before;
    private final ScratchDatabase after;

    MigrationsTest(String version) {
        var migrated = MIGRATED.computeIfAbsent(version, Migrated::from);
        before = migrated.before;
        after = migrated.after;
    }

    static List<String> versions() {
        return ScratchDatabase.keptVersions();
    }

    @AfterAll
    static void forget() {
        MIGRATED.values().forEach(Migrated::close);
        EMPTY.close();
    }

    @Test
    void givenAKeptVersion_aWarHasEnded_oneRuns_andBattlesAreFought() {
        assertThat(before.query("select distinct status from clan_wars")).contains("ENDED", "ACTIVE");
        assertThat(before.query("select distinct status from clan_war_battles")).contains("ENDED", "ACTIVE", "CREATED");
    }

    @Test
    void givenTheRowsOfAKeptVersion_noneIsLost() {
        assertThat(before.query(KEYS))
                .hasSizeGreaterThan(25)
                .allSatisfy(keys -> assertThat(after.query(keys)).containsAll(before.query(keys)));
    }

    /// Whatever happened in them is history, or is decided by rules; a migration changes neither.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id, status, phase_epoch, phase_started_at, phase_deadline_at, cut_off_at, attacker_score,"
                        + " defender_score, outcome, end_reason, winner_clan_id, rewards_status, version from clan_wars",
                "select war_id, clan_id, role, status, joined_at, points, kills, deaths from clan_war_clans",
                "select war_id, territory_id, owner_clan_id, holder_side, captured_at, capture_locked_until,"
                        + " capture_count, settled_clan_id, version from clan_war_territories",
                "select war_id, player_id, clan_id, side, status, eligible_from, joined_at, points, kills, deaths"
                        + " from clan_war_participants",
                "select id, war_id, territory_id, battle_type, status, scheduled_at, started_at, ends_at, ended_at,"
                        + " holder_side, winner_side, end_reason, host, server_id, version from clan_war_battles",
                "select id, owner_clan_id, locked_by_war_id from territories",
                "select war_id, seq, at, event_type, public, payload from clan_war_events",
                "select war_id, scope, scope_id, side, points, kills, deaths, assists, objectives, last_seq"
                        + " from clan_war_score_totals",
                "select war_id, epoch, last_seq, accepted, duplicates, rejected, closed_seq, final"
                        + " from clan_war_score_state",
                "select topic, partition, next_offset, published_offset from score_partitions",
                "select event_id, position, topic, key, value, status from outbox_events",
                "select scope, id, last_seq from event_sequences",
                "select caller, key, request_hash, status, headers, body from idempotency_keys",
                "select id, name, treasury, level, member_count, version from guilds",
                "select id, login, password_hash, roles from identity_account"
            })
    void givenARow_itSaysWhatItSaid(String rows) {
        assertThat(after.query(rows)).isNotEmpty().containsExactlyInAnyOrderElementsOf(before.query(rows));
    }

    @Test
    void givenARowOfTheLedger_itSaysWhatItSaid_inTheSameWords() {
        var rows = "select event_id, war_id, seq, battle_id, type, side, source, clan_id, player_id, victim_id, points,"
                + " occurred_at, log_partition, log_offset, %s from %s";

        assertThat(after.query(rows.formatted("log_index", WORDED)))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(before.query(
                        hasWordedRows()
                                ? rows.formatted("log_index", WORDED)
                                : rows.formatted("0", "clan_war_scores")));
    }

    /// From version 0261 on the ledger itself holds numbers, and the places in a batch.
    private boolean hasWordedRows() {
        return !before.query("select 1 from pg_views where viewname = '" + WORDED + "'")
                .isEmpty();
    }

    @Test
    void givenTheLedgerOfAWar_itAddsUpToTheTotals() {
        var columns = "select war_id, scope, scope_id, side, points, kills, deaths, assists, objectives from ";

        assertThat(after.query(columns + "clan_war_score_state cross join clan_war_score_sums(war_id)"))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(after.query(columns + "clan_war_score_totals"));
    }

    @Test
    void givenAnAlarmOfAPhase_itStillRingsInThatPhase() {
        assertThat(after.query("""
                        select w.status from timers t join clan_wars w on w.id = t.owner_id and w.phase_epoch = t.fence
                        where t.kind = 'PHASE' and t.fired_at is null and t.fire_at = w.phase_deadline_at"""))
                .containsExactlyInAnyOrderElementsOf(
                        before.query("select status from clan_wars where phase_deadline_at is not null"));
    }

    @Test
    void givenABattleThatIsNotOver_anAlarmEndsItWithoutItsHost() {
        assertThat(after.query("""
                        select b.id, b.status from clan_war_battles b join timers t on t.ref_id = b.id
                        where t.fired_at is null
                          and (b.status, t.kind) in (('CREATED', 'BATTLE_START'), ('ACTIVE', 'BATTLE_END'))"""))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        before.query("select id, status from clan_war_battles where status <> 'ENDED'"));
    }

    @ParameterizedTest
    @EnumSource
    void givenAMigratedDatabase_itsSchemaIsThatOfAnEmptyStart(Schema part) {
        assertThat(after.query(part.query)).isNotEmpty().isEqualTo(EMPTY.query(part.query));
    }

    /// Without the partitions, which are those of the month.
    private enum Schema {
        COLUMNS("""
                select c.table_name, c.ordinal_position, c.column_name, c.data_type, c.character_maximum_length,
                       c.is_nullable, c.column_default, c.generation_expression
                from information_schema.columns c
                join pg_class t on t.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
                where c.table_schema = 'public' and not t.relispartition
                order by 1, 2"""),
        CONSTRAINTS("""
                select t.relname, c.conname, c.convalidated, pg_get_constraintdef(c.oid)
                from pg_constraint c join pg_class t on t.oid = c.conrelid
                where t.relnamespace = 'public'::regnamespace and not t.relispartition
                order by 1, 2"""),
        INDEXES("""
                select pg_get_indexdef(i.indexrelid)
                from pg_index i join pg_class t on t.oid = i.indrelid
                where t.relnamespace = 'public'::regnamespace and not t.relispartition
                order by 1"""),
        FUNCTIONS("""
                select pg_get_functiondef(oid) from pg_proc
                where pronamespace = 'public'::regnamespace order by oid::regprocedure::text""");

        private final String query;

        Schema(String query) {
            this.query = query;
        }
    }

    private record Migrated(ScratchDatabase before, ScratchDatabase after) {
        static Migrated from(String version) {
            return new Migrated(
                    ScratchDatabase.kept(version), ScratchDatabase.kept(version).migrated());
        }

        void close() {
            before.close();
            after.close();
        }
    }
}
