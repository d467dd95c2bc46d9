import java.util.LinkedHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class Score {
    /// A DELTA of `war.{id}.score` has what changed: the sides and the clans that did.
    static JsonNode apply(JsonNode state, JsonNode delta) {
        var next = (ObjectNode) delta.deepCopy();
        if (!delta.has("attacker")) {
            next.set("attacker", state.path("attacker"));
        }
        if (!delta.has("defender")) {
            next.set("defender", state.path("defender"));
        }
        var clans = new LinkedHashMap<String, JsonNode>();
        state.path("clans").forEach(clan -> clans.put(clan.path("clan_id").asString(), clan));
        delta.path("clans").forEach(clan -> clans.put(clan.path("clan_id").asString(), clan));
        next.putArray("clans").addAll(clans.values());
        return next;
    }
}
