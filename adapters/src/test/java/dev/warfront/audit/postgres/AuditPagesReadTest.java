package dev.warfront.audit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.audit.AuditLog.Filter;
import dev.warfront.backends.ScratchDatabase;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.postgres.RowsRead;
import dev.warfront.testing.Depth;
import java.time.Instant;
import java.util.UUID;
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

/// A hundred thousand entries, with `-Ddeep` a million, nine tenths of them of refreshed sessions: whatever the log is
/// asked for, a page of it reads no more than a page. What was done on one target is little and may be read whole.
@Execution(ExecutionMode.CONCURRENT)
class AuditPagesReadTest {
    private static final int COUNT = Depth.isDeep() ? 1_000_000 : 100_000;
    private static final int LIMIT = 50;
    /// One more than is answered shows whether there is more.
    private static final int PAGE = LIMIT + 10;
    /// All that was done on the target.
    private static final int DONE_ON_A_TARGET = COUNT / 3_000 + PAGE;

    private static final UUID SEVEN = new UUID(0, 7);
    /// A twentieth of all entries are its.
    private static final PlayerId BUSY = new PlayerId(SEVEN);
    /// One of fifty; all grants to the target are its.
    private static final PlayerId STAFF = new PlayerId(new UUID(0, 5_001));
    private static final String TARGET = SEVEN.toString();

    private static final String OFTEN = "auth.refresh";
    private static final String RARELY = "admin.sanctions";
    private static final String ON_THE_TARGET = "admin.clans.grants";

    private static final Instant FROM = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-07-01T00:00:00Z");

    /// Of nineteen months. What is written one by one is checked by triggers, which replication does not ask.
    private static final String ENTRIES = sized("""
            set session_replication_role = replica;
            alter table audit_entry set unlogged;
            create function id(i bigint) returns uuid language sql immutable return lpad(to_hex(i), 32, '0')::uuid;
            insert into audit_entry (id, at, actor_id, roles, action, target_type, target_id, address, correlation_id,
                                     chain_seq, prev_hash, hash)
            select id(i), timestamptz '2025-01-01 00:00:00Z' + i * (interval '50000000 seconds' / count), id(actor),
                   '{PLAYER}', action,
                   case when target > 0 then 'clans' else '' end, case when target > 0 then id(target)::text else '' end,
                   '127.0.0.1', '', i, sha256(''), sha256('')
            from generate_series(1, count) i
            cross join lateral (
                select case when i % (count / 10) = 0 then 7 when i % (count / 50) = 0 then 8
                            when i % 10 = 0 then 5000 + i / 10 % 50 when i % 20 = 3 then 7 else 10 + i % 5000 end as actor,
                       case when i % (count / 50) = 0 then 'admin.sanctions' when i % 3000 = 10 then 'admin.clans.grants'
                            when i % 10 = 0 then 'battles.start' else 'auth.refresh' end as action,
                       case when i % 3000 = 10 then 7 when i % 10 = 0 then 10 + i else 0 end as target) drawn""");

    private static final ScratchDatabase DATABASE = ScratchDatabase.empty();

    private final DatabaseClient client = DatabaseClient.create(DATABASE.connections());
    private final PostgresAuditLog log = new PostgresAuditLog(client);
    private final RowsRead rows = new RowsRead(client);

    @BeforeAll
    static void fill() {
        DATABASE.fill("audit_entry", ENTRIES);
    }

    @AfterAll
    static void forget() {
        DATABASE.close();
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                        asked(null, null, null, PAGE),
                        asked(BUSY, null, null, PAGE),
                        asked(STAFF, null, null, PAGE),
                        asked(null, OFTEN, null, PAGE),
                        asked(null, RARELY, null, PAGE),
                        asked(BUSY, OFTEN, null, PAGE),
                        asked(BUSY, RARELY, null, PAGE),
                        asked(null, null, TARGET, PAGE),
                        asked(STAFF, null, TARGET, DONE_ON_A_TARGET),
                        asked(BUSY, null, TARGET, DONE_ON_A_TARGET),
                        asked(null, ON_THE_TARGET, TARGET, DONE_ON_A_TARGET),
                        asked(null, OFTEN, TARGET, DONE_ON_A_TARGET),
                        asked(STAFF, ON_THE_TARGET, TARGET, DONE_ON_A_TARGET))
                .flatMap(asked -> Stream.of(
                        asked, asked.within(FROM, null), asked.within(null, UNTIL), asked.within(FROM, UNTIL)))
                .map(asked -> Arguments.of(asked.filter, asked.most));
    }

    private static String sized(String sql) {
        return sql.replace("count", Integer.toString(COUNT));
    }

    private static Asked asked(@Nullable PlayerId actor, @Nullable String action, @Nullable String target, int most) {
        return new Asked(new Filter(actor, action, target, null, null), most);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void givenManyEntries_eachPageReadsNoMoreThanItsBound(Filter filter, int most) {
        assertThat(rows.byPages(page -> log.page(filter, page), LIMIT)).allMatch(read -> read > 0 && read <= most);
    }

    /// @param most that a page may read
    private record Asked(Filter filter, int most) {
        Asked within(@Nullable Instant from, @Nullable Instant until) {
            return new Asked(new Filter(filter.actor(), filter.action(), filter.target(), from, until), most);
        }
    }
}
