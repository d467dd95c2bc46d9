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
record Sides(UUID attackerClan, UUID defenderClan, Map<UUID, List<Player>> clans) {

    static Sides of(PackagedProgram program, Seed seed, JsonNode war) {
        try {
            var state = Wire.JSON.readTree(Files.readAllBytes(Fought.memory(program, seed)));
            var clans = state.path("armies")
                    .valueStream()
                    .collect(Collectors.toMap(
                            army -> id(army, "clan"),
                            army -> army.path("soldiers")
                                    .valueStream()
                                    .map(Sides::player)
                                    .toList()));
            return new Sides(id(war, "attacker_clan_id"), id(war, "defender_clan_id"), clans);
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

    private static Player player(JsonNode soldier) {
        return new Player(
                id(soldier, "id"),
                soldier.path("login").asString(),
                soldier.path("password").asString());
    }

    private static UUID id(JsonNode node, String field) {
        return UUID.fromString(node.path(field).asString());
    }

    record Player(UUID id, String login, String password) {}
}
