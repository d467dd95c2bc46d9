import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// A declared war.
record War(UUID id, JsonNode land, Clan attacker, Clan defender) {
    private static final double REACH_M = 5_000;

    /// Two new clans, land for both, and a war between them.
    static War declare(URI base, Api admin) throws Exception {
        var free = admin.get("/territories?state=NEUTRAL&type=RESOURCE&limit=100").path("items");
        var target = targetOf(free);
        var outpost = neighbourOf(target, free);
        var region = target.path("region").asString();
        var defender = Clan.found(base, admin, "Lions", region);
        var attacker = Clan.found(base, admin, "Foxes", region);
        claim(defender, target);
        claim(attacker, outpost);
        var declaration = Map.of(
                "attacker_clan_id", attacker.id(),
                "defender_clan_id", defender.id(),
                "war_type", "TERRITORIAL",
                "territories", List.of(target.path("id").asString()));
        var war = attacker.leader().post("/clan-wars", declaration);
        return new War(UUID.fromString(war.path("id").asString()), target, attacker, defender);
    }

    private static JsonNode targetOf(JsonNode free) {
        for (var target : free) {
            if (neighbourOf(target, free) != null) {
                return target;
            }
        }
        throw new IllegalStateException("no two neighbours are free any more: begin with new data");
    }

    private static JsonNode neighbourOf(JsonNode target, JsonNode free) {
        for (var each : free) {
            if (each != target && each.path("region").equals(target.path("region")) && near(each, target)) {
                return each;
            }
        }
        return null;
    }

    private static boolean near(JsonNode one, JsonNode other) {
        var here = one.path("location");
        var there = other.path("location");
        return Math.hypot(
                        here.path("x").asDouble() - there.path("x").asDouble(),
                        here.path("y").asDouble() - there.path("y").asDouble())
                <= REACH_M;
    }

    private static void claim(Clan clan, JsonNode land) throws Exception {
        var path = "/territories/" + land.path("id").asString();
        clan.leader().post(path + "/claim", null, land.path("version").asLong());
        while (!clan.leader().get(path).path("owner_clan_id").asString("").equals(clan.id().toString())) {
            Thread.sleep(200);
        }
    }
}
