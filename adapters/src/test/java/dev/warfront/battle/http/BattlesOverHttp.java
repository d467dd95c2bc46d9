package dev.warfront.battle.http;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.http.WarsOverHttp;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/// Battles of a war between two clans, and the game server that fights them, reached over HTTP.
abstract class BattlesOverHttp extends WarsOverHttp {
    static final Map<String, String> WON = Map.of("winner_side", "ATTACKER", "end_reason", "DECISIVE");

    final UUID host = world.gameServer();

    final String created(WarId war, TerritoryId land) {
        return id(create(war, attackers.get(2), land).expectStatus().isCreated());
    }

    final ResponseSpec create(WarId war, PlayerId by, TerritoryId land) {
        return post("/clan-wars/" + war.value() + "/battles", by, Map.of("territory_id", land.value()));
    }

    final ResponseSpec start(String battle, UUID by) {
        return command(battle + "/start", by + " GAME_SERVER", null, null);
    }

    final ResponseSpec end(String battle, UUID by, Object result) {
        return command(battle + "/end", by + " GAME_SERVER", null, result);
    }

    final ResponseSpec abort(String battle, @Nullable Long version) {
        return command(battle + "/abort", UUID.randomUUID() + " ADMIN", version, null);
    }

    final ResponseSpec command(String path, String caller, @Nullable Long version, @Nullable Object body) {
        return send("/battles/" + path, caller, version, body);
    }
}
