package dev.warfront.bench.load;

import dev.warfront.bench.simulator.ActiveWar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// The bound of the ingest: the rows that the pipeline has just written, read back and written once more by nothing but
/// one binary COPY, into a logged table of the same columns without an index. It reads and writes the program's
/// database, and drops its table at the end.
final class LedgerCopy implements AutoCloseable {
    private static final String TABLE = "bench_ledger_copy";

    private final Connection connection;
    private String since = "false";

    LedgerCopy(String jdbc) {
        try {
            connection = DriverManager.getConnection(jdbc);
            execute("drop table if exists " + TABLE);
            execute("create table " + TABLE + " (like clan_war_scores including defaults)");
        } catch (SQLException failed) {
            throw trouble(failed);
        }
    }

    /// From now on new rows of these wars are what is copied.
    void mark(List<ActiveWar> activeWars) {
        since = activeWars.stream()
                .map(ActiveWar::war)
                .map(war -> "(war_id = '%s' and seq > %d)".formatted(war, lastSeq(war)))
                .collect(Collectors.joining(" or "));
    }

    /// Copies the rows that came since the mark.
    Copied copyAgain() {
        try {
            var rows = read();
            execute("truncate " + TABLE);
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            var started = System.nanoTime();
            var in = copy.copyIn("copy " + TABLE + " from stdin (format binary)");
            var step = 64 * 1024;
            for (var at = 0; at < rows.length; at += step) {
                in.writeToCopy(rows, at, Math.min(step, rows.length - at));
            }
            var written = in.endCopy();
            return new Copied(written, System.nanoTime() - started);
        } catch (SQLException failed) {
            throw trouble(failed);
        }
    }

    @Override
    public void close() {
        try {
            execute("drop table if exists " + TABLE);
            connection.close();
        } catch (SQLException failed) {
            throw trouble(failed);
        }
    }

    private byte[] read() throws SQLException {
        var rows = new ByteArrayOutputStream(32 * 1024 * 1024);
        try {
            var _ = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select * from clan_war_scores where " + since + " order by war_id, seq)"
                                    + " to stdout (format binary)",
                            rows);
            return rows.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private long lastSeq(UUID war) {
        try (var statement =
                connection.prepareStatement("select coalesce(max(seq), 0) from clan_war_scores where war_id = ?")) {
            statement.setObject(1, war);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException failed) {
            throw trouble(failed);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static IllegalStateException trouble(SQLException failed) {
        return new IllegalStateException("the program's database: " + failed.getMessage(), failed);
    }

    /// How much was copied in which time.
    record Copied(long rows, long nanos) {}
}
