package dev.warfront.bench.book;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// What one must know of a war to judge its events, all of it known without asking for a total.
///
/// @param activeFrom when ACTIVE began
/// @param cutOff instant from which facts no longer count
/// @param grace how long after the cut-off the log may still take earlier facts
/// @param roster who fights on which side
/// @param endedBattles when each battle that has ended did so
public record WarContext(
        UUID war,
        Instant activeFrom,
        Instant cutOff,
        Duration grace,
        Map<UUID, Side> roster,
        Map<UUID, Instant> endedBattles) {

    public WarContext {
        roster = Map.copyOf(roster);
        endedBattles = Map.copyOf(endedBattles);
    }
}
