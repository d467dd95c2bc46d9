package dev.warfront.bench.book;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Who holds the contested land, followed from the results of battles alone. A result of the side that does not hold a
/// territory is its capture; after one the holder stays for 30 minutes, which is longer than the wars fought here.
/// Threads may share one.
public final class Holders {
    private final Map<UUID, Land> lands = new HashMap<>();
    private final Map<UUID, Side> captured = new HashMap<>();
    private final List<Capture> captures = new ArrayList<>();

    /// Targets: land of the defender.
    public Holders(List<Land> targets) {
        targets.forEach(land -> lands.put(land.id(), land));
    }

    /// Writes down how a battle for a territory ended, and answers whether that was a capture.
    public synchronized boolean result(UUID territory, Optional<Side> winner) {
        var land = lands.get(territory);
        if (land == null) {
            throw new IllegalArgumentException("nobody fights for " + territory);
        }
        if (winner.isEmpty() || winner.get() == Side.DEFENDER || captured.containsKey(territory)) {
            return false;
        }
        captured.put(territory, winner.get());
        captures.add(new Capture(land, winner.get()));
        return true;
    }

    /// All captures so far, in their order.
    public synchronized List<Capture> captures() {
        return List.copyOf(captures);
    }
}
