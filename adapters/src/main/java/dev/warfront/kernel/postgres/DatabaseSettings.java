package dev.warfront.kernel.postgres;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// How this node uses the database, beside Spring's own settings of the pool for requests.
///
/// @param acquireWithin how long somebody waits for a connection of either pool. In place of
/// `spring.r2dbc.pool.max-acquire-time`, with which the pool gives a connection back twice when its taker goes away
/// @param reservedConnections the most connections that the program's own work holds at once; requests get none of them
@Settings("warfront.database")
public record DatabaseSettings(Duration acquireWithin, int reservedConnections) {
    private static final Duration ACQUIRE_MIN = Duration.ofMillis(10);
    private static final Duration ACQUIRE_MAX = Duration.ofMinutes(1);

    public DatabaseSettings {
        Ranges.within("acquire-within", acquireWithin, ACQUIRE_MIN, ACQUIRE_MAX);
        Ranges.within("reserved-connections", reservedConnections, 2, 1_000);
    }
}
