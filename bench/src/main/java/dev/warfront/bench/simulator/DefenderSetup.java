package dev.warfront.bench.simulator;

import dev.warfront.bench.book.Land;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// What a war is about: who defends which land.
///
/// @param players everybody in the defending clan by the program's own list, so that a clan of an earlier war may have
///     changed meanwhile
record DefenderSetup(SimulatedClan defender, List<Land> targets, List<UUID> players) {

    List<UUID> targetIds() {
        return targets.stream().map(Land::id).toList();
    }

    Map<UUID, Land> byId() {
        return targets.stream().collect(Collectors.toMap(Land::id, land -> land));
    }
}
