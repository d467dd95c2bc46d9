package dev.warfront.backends;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A run that [EmbeddedServersTest] kills: starts the servers in a folder, writes a row, says so and waits.
final class KilledRun {

    private KilledRun() {}

    public static void main(String[] args) throws SQLException, InterruptedException {
        var servers = EmbeddedServers.kept(Path.of(args[0]));
        try (var _ = servers.lease(true, true, true);
                var connection = DriverManager.getConnection(servers.postgres().jdbcUrl(), PostgresServer.USER, "");
                var statement = connection.createStatement()) {
            statement.execute("create table survivor as select 42 as answer");
        }
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }
}
