package dev.warfront.territory;

import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.TerritoryId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// A territory as the world's author wrote it.
///
/// @param key its stable dotted name, from which its id follows
/// @param radiusM its extent around the location, metres
/// @param resourceType ORE, ENERGY, DATA or MIXED
/// @param baseYield units an hour; the stock holds 72 hours of it
/// @param windowStart minute of the day (UTC), a quarter of an hour, at which battles may start
/// @param neighbours keys of the territories it borders on
public record AuthoredTerritory(
        String key,
        String name,
        TerritoryType type,
        String region,
        Location location,
        double radiusM,
        String resourceType,
        int baseYield,
        int windowStart,
        Set<String> neighbours) {
    private static final UUID WORLD = UUID.fromString("5b0f6a52-3a0e-5a51-9f57-0d6f1d1c7a10");
    private static final int STOCK_HOURS = 72;

    public AuthoredTerritory {
        neighbours = Set.copyOf(neighbours);
    }

    public TerritoryId id() {
        return idOf(key);
    }

    public long resourceCapacity() {
        return (long) STOCK_HOURS * baseYield;
    }

    /// The same on every node and after every start.
    public static TerritoryId idOf(String key) {
        return new TerritoryId(NamedId.of(WORLD, key));
    }

    /// Where the authored world comes from; it has no faults.
    public interface Source {
        List<AuthoredTerritory> territories();
    }
}
