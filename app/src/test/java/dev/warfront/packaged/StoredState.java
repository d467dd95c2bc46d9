package dev.warfront.packaged;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.backends.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the tables say, read past the program.
final class StoredState implements AutoCloseable {

    private final Connection connection;

    private StoredState(Connection connection) {
        this.connection = connection;
    }

    static StoredState open(EmbeddedServers servers) {
        try {
            return new StoredState(
                    DriverManager.getConnection(servers.postgres().jdbcUrl(), PostgresServer.USER, ""));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The newest war that was declared after an instant.
    Optional<UUID> warSince(Instant since) {
        return one(
                "select id from clan_wars where created_at >= ? order by created_at desc limit 1",
                row -> row.getObject(1, UUID.class),
                Timestamp.from(since));
    }

    String status(UUID war) {
        return one("select status from clan_wars where id = ?", row -> row.getString(1), war)
                .orElse("NONE");
    }

    War war(UUID war) {
        return one(
                        """
                        select status, outcome, attacker_score, defender_score, active_started_at, cut_off_at, ending_started_at, ended_at
                          from clan_wars where id = ?""",
                        row -> new War(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                instant(row, 5),
                                instant(row, 6),
                                instant(row, 7),
                                instant(row, 8)),
                        war)
                .orElseThrow();
    }

    /// The ledger added up again.
    Ledger ledger(UUID war) {
        return one(
                        """
                        select coalesce(sum(points) filter (where side = 'ATTACKER'), 0),
                               coalesce(sum(points) filter (where side = 'DEFENDER'), 0),
                               count(*), count(distinct event_id), count(distinct seq), coalesce(max(seq), 0)
                          from clan_war_score_rows where war_id = ?""",
                        row -> new Ledger(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6)),
                        war)
                .orElseThrow();
    }

    /// The stored totals of a side.
    long total(UUID war, String side) {
        return number(
                "select coalesce(sum(points), 0) from clan_war_score_totals where war_id = ? and scope = 'SIDE' and side = ?",
                war,
                side);
    }

    State state(UUID war) {
        return one(
                        "select last_seq, accepted, duplicates, rejected, closed_seq, final, after_final from clan_war_score_state where war_id = ?",
                        row -> new State(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getObject(5, Long.class),
                                row.getBoolean(6),
                                row.getLong(7)),
                        war)
                .orElseGet(() -> new State(0, 0, 0, 0, null, false, 0));
    }

    /// Totals, of any scope, that are not what their ledger rows add up to.
    long differences(UUID war) {
        return number("""
                select count(*) from (
                  (select scope, scope_id, side, points, kills, deaths, assists, objectives from clan_war_score_totals where war_id = ?
                   except select scope, scope_id, side, points, kills, deaths, assists, objectives from clan_war_score_sums(?))
                  union all
                  (select scope, scope_id, side, points, kills, deaths, assists, objectives from clan_war_score_sums(?)
                   except select scope, scope_id, side, points, kills, deaths, assists, objectives from clan_war_score_totals where war_id = ?)
                ) as d""", war, war, war, war);
    }

    /// Facts of the war that the program derived itself.
    long captures(UUID war) {
        return number("select count(*) from clan_war_score_rows where war_id = ? and type = 'TERRITORY_CAPTURE'", war);
    }

    /// What was rejected for one reason.
    long rejected(UUID war, String code) {
        return number("select count(*) from clan_war_score_review where war_id = ? and code = ?", war, code);
    }

    /// What is kept of records under the key of the war, in its partition, that nobody known has signed: they stand in
    /// no count.
    long unsigned(UUID war) {
        return number("""
                select count(*) from clan_war_score_review
                 where log_partition = ? and war_id = ? and not counted and record_key = convert_to(?, 'UTF8')""", partition(war), war, war.toString());
    }

    /// Whether the deadline of the war's phase is over, by the database's clock.
    boolean isPastDeadline(UUID war) {
        return number(
                        "select count(*) from clan_wars where id = ? and (phase_deadline_at is null or phase_deadline_at < now())",
                        war)
                == 1;
    }

    /// The partition of the log that holds the war.
    int partition(UUID war) {
        return Math.toIntExact(number("select max(log_partition) from clan_war_scores where war_id = ?", war));
    }

    long number(String sql, Object... values) {
        return one(sql, row -> row.getLong(1), values).orElseThrow();
    }

    Optional<String> text(String sql, Object... values) {
        return one(sql, row -> row.getString(1), values);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> Optional<T> one(String sql, Row<T> read, Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(read.of(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    @FunctionalInterface
    private interface Row<T> {
        @Nullable
        T of(ResultSet row) throws SQLException;
    }

    record War(
            String status,
            @Nullable String outcome,
            long attackerScore,
            long defenderScore,
            @Nullable Instant activeStartedAt,
            @Nullable Instant cutOffAt,
            @Nullable Instant endingStartedAt,
            @Nullable Instant endedAt) {}

    /// @param ids distinct event ids
    /// @param seqs distinct numbers
    record Ledger(long attacker, long defender, long rows, long ids, long seqs, long lastSeq) {}

    record State(
            long lastSeq,
            long accepted,
            long duplicates,
            long rejected,
            @Nullable Long closedSeq,
            boolean isFinal,
            long afterFinal) {

        long read() {
            return accepted + duplicates + rejected + afterFinal;
        }
    }
}
