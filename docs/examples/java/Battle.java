import java.util.Map;
import java.util.UUID;

final class Battle {
    /// An officer of the side that does not hold the land orders a battle; the game server begins it, and is its host.
    static UUID begin(Api officer, Api server, UUID war, String land) throws Exception {
        var battle = officer.post("/clan-wars/" + war + "/battles", Map.of("territory_id", land));
        var id = battle.path("id").asString();
        server.post("/battles/" + id + "/start", null);
        return UUID.fromString(id);
    }

    /// The game server says how its battle ended. DECISIVE: who attacks the land has won it.
    static void win(Api server, UUID battle) throws Exception {
        server.post("/battles/" + battle + "/end", Map.of("winner_side", "ATTACKER", "end_reason", "DECISIVE"));
    }
}
