package dev.warfront.bench.load;

import dev.warfront.bench.stage.Stage;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/// What the ledger of a war adds up to, by SQL alone.
///
/// @param late rows that were received after an instant
record LedgerSum(long rows, long points, long late) {
    private static final String SUM = """
            select count(*), coalesce(sum(points), 0), count(*) filter (where received_at > ?)
            from clan_war_scores where war_id = ?""";

    static LedgerSum of(Stage.Database database, UUID war, Instant lateFrom) {
        try (var connection = DriverManager.getConnection(database.jdbc());
                var statement = connection.prepareStatement(SUM)) {
            statement.setObject(1, lateFrom.atOffset(ZoneOffset.UTC));
            statement.setObject(2, war);
            try (var row = statement.executeQuery()) {
                row.next();
                return new LedgerSum(row.getLong(1), row.getLong(2), row.getLong(3));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the program's database: " + failed.getMessage(), failed);
        }
    }
}
