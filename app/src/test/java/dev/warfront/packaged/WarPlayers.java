package dev.warfront.packaged;

import dev.warfront.bench.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The players of a war that the simulator fights, with what it takes to act as one of them: the simulator remembers
/// them in a file.
///
/// @param clans the players of each clan; the first is its leader, the last an ordinary member
record WarPlayers(UUID attackerClan, UUID defenderClan, Map<UUID, List<Player>> clans) {

    static WarPlayers of(PackagedProgram program, Seed seed, JsonNode war) {
        try {
            var state = Wire.JSON.readTree(Files.readAllBytes(SimulatedWar.memory(program, seed)));
            var clans = state.path("clans")
                    .valueStream()
                    .collect(Collectors.toMap(
                            clan -> id(clan, "clan"),
                            clan -> clan.path("members")
                                    .valueStream()
                                    .map(WarPlayers::player)
                                    .toList()));
            return new WarPlayers(id(war, "attacker_clan_id"), id(war, "defender_clan_id"), clans);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Player> attacker() {
        return clans.getOrDefault(attackerClan, List.of());
    }

    List<Player> defender() {
        return clans.getOrDefault(defenderClan, List.of());
    }

    private static Player player(JsonNode member) {
        return new Player(
                id(member, "id"),
                member.path("login").asString(),
                member.path("password").asString());
    }

    private static UUID id(JsonNode node, String field) {
        return UUID.fromString(node.path(field).asString());
    }

    record Player(UUID id, String login, String password) {}
}
