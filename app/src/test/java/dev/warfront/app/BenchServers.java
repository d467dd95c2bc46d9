package dev.warfront.app;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.backends.PostgresServer;
import dev.warfront.bench.bound.ChildJvm;
import dev.warfront.bench.wire.Wire;
import java.nio.file.Path;

/// The servers of a bench in a JVM of their own, on data that stays while they run: what is committed is on disk. Prints
/// where they are and lives until its input ends.
public final class BenchServers {
    private BenchServers() {}

    /// @param args the folder
    public static void main(String[] args) throws Exception {
        var servers = EmbeddedServers.keepIn(Path.of(args[0]));
        System.out.println(Wire.JSON.writeValueAsString(Where.of(servers)));
        ChildJvm.awaitEndOfInput();
        System.exit(0);
    }

    /// Where they are.
    ///
    /// @param jdbc with its user
    record Where(String jdbc, String r2dbc, int redis, String kafka) {
        private static Where of(EmbeddedServers servers) {
            return new Where(
                    servers.postgres().jdbcUrl() + "?user=" + PostgresServer.USER,
                    servers.postgres().r2dbcUrl(),
                    servers.redis().port(),
                    servers.kafka().bootstrapServers());
        }
    }
}
