package dev.warfront.bench.load;

import dev.warfront.bench.stage.Stage;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/// What the ledger of a war adds up to, by SQL alone.
record LedgerSum(long rows, long points) {
    static LedgerSum of(Stage.Database database, UUID war) {
        try (var connection = DriverManager.getConnection(database.jdbc());
                var statement = connection.prepareStatement(
                        "select count(*), coalesce(sum(points), 0) from clan_war_scores where war_id = ?")) {
            statement.setObject(1, war);
            try (var row = statement.executeQuery()) {
                row.next();
                return new LedgerSum(row.getLong(1), row.getLong(2));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the program's database: " + failed.getMessage(), failed);
        }
    }
}
