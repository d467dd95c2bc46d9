package dev.warfront.app;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.backends.PostgresServer;
import dev.warfront.bench.Bench;
import dev.warfront.bench.bound.ChildJvm;
import dev.warfront.bench.wire.Wire;
import java.nio.file.Path;

/// The servers of a bench in a JVM of their own, on data that stays while they run: what is
/// committed is on disk. Prints where they are and lives until its input ends.
final class BenchServers {
    private static final String WORD = "bench-servers";

    private BenchServers() {}

    /// In a JVM that is started by its main class, the only one here.
    static ChildJvm start(Path folder) {
        return new ChildJvm(DevelopmentRun.class, WORD, folder.toString());
    }

    /// Whether this is that JVM.
    static boolean isWanted(String... args) {
        return args.length == 2 && args[0].equals(WORD);
    }

    /// Answers the exit code, with which they stop.
    static int run(String... args) {
        Bench.quieten();
        var servers = EmbeddedServers.keepIn(Path.of(args[1]));
        System.out.println(Wire.JSON.writeValueAsString(Where.of(servers)));
        ChildJvm.awaitEndOfInput();
        return 0;
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
