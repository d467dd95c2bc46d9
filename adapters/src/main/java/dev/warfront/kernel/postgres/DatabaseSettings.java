package dev.warfront.kernel.postgres;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;

/// How this node uses the database, beside Spring's own settings of the pool for requests.
///
/// @param reservedConnections the most connections that the program's own work holds at once; requests get none of them
@Settings("warfront.database")
public record DatabaseSettings(int reservedConnections) {
    public DatabaseSettings {
        Ranges.within("reserved-connections", reservedConnections, 2, 1_000);
    }
}
