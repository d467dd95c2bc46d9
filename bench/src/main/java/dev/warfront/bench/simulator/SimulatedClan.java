package dev.warfront.bench.simulator;

import dev.warfront.bench.wire.HttpApi;
import dev.warfront.bench.wire.Session;
import java.util.List;
import java.util.UUID;

/// A clan with the players the simulator plays.
///
/// @param members the first is the leader, the next two are officers
/// @param officer acts for the clan in a war
public record SimulatedClan(
        UUID clan, String name, String tag, String region, List<SimulatedPlayer> members, Session officer) {

    /// A player and its login.
    public record SimulatedPlayer(UUID id, String login, String password) {
        @Override
        public String toString() {
            return "SimulatedPlayer[" + login + "]";
        }
    }

    /// The leader, logged in anew.
    Session leader(HttpApi http) {
        var leader = members.getFirst();
        return Session.open(http, leader.login(), leader.password());
    }

    List<UUID> players() {
        return members.stream().map(SimulatedPlayer::id).toList();
    }
}
