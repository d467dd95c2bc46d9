package dev.warfront.bench.load;

import dev.warfront.bench.stage.Stage;
import dev.warfront.bench.wire.EventLog;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// How far the program is in each partition of the event log, read past it.
final class ScoreOffsets implements AutoCloseable {
    private static final String READ =
            "select partition, next_offset, published_offset from score_partitions where topic = ?";

    private final Connection connection;

    ScoreOffsets(Stage.Database database) {
        try {
            connection = DriverManager.getConnection(database.jdbc());
        } catch (SQLException failed) {
            throw new IllegalStateException("the program's database: " + failed.getMessage(), failed);
        }
    }

    /// Of every partition that somebody has opened.
    Map<Integer, Place> read() {
        try (var statement = connection.prepareStatement(READ)) {
            statement.setString(1, EventLog.TOPIC);
            var places = new HashMap<Integer, Place>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    places.put(rows.getInt(1), new Place(rows.getLong(2), rows.getLong(3)));
                }
            }
            return places;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// @param next the first offset that is not in the ledger
    /// @param published the first that is not in the feed
    record Place(long next, long published) {
        static final Place START = new Place(0, 0);
    }
}
