package dev.warfront.bench.simulator;

import dev.warfront.bench.wire.Session;
import java.util.List;
import java.util.UUID;

/// A clan with the players the simulator plays.
///
/// @param soldiers the first is the leader, the next two are officers
/// @param officer acts for the clan in a war
public record Army(UUID clan, String name, String tag, String region, List<Soldier> soldiers, Session officer) {

    /// A player and its login.
    public record Soldier(UUID id, String login, String password) {
        @Override
        public String toString() {
            return "Soldier[" + login + "]";
        }
    }

    List<UUID> players() {
        return soldiers.stream().map(Soldier::id).toList();
    }
}
