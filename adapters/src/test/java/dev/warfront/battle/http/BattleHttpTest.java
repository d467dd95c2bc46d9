package dev.warfront.battle.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.TerritoryType;
import dev.warfront.war.postgres.WarWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Battles as officers, game servers, administrators and spectators see them.
class BattleHttpTest extends BattlesOverHttp {
    @Test
    void whoIsBannedFromWarsCallsForNoBattle() {
        var land = world.land(defender);
        var war = new WarId(UUID.fromString(declared(land)));
        world.nextPhase(war);
        world.nextPhase(war);
        world.account(attackers.get(2));
        world.bannedFromWars(attackers.get(2), Duration.ofDays(1)).block(WarWorld.PATIENCE);

        expectCode(create(war, attackers.get(2), land), 403, "WAR_BANNED");
        create(war, attackers.get(1), land).expectStatus().isCreated();
    }

    @Test
    void aBattleIsCalledForByOfficersAndFoughtByItsServerAlone() {
        var land = world.land(defender);
        var war = new WarId(UUID.fromString(declared(land)));
        expectCode(create(war, attackers.get(2), land), 409, "WAR_INVALID_STATE");
        world.nextPhase(war);
        world.nextPhase(war);

        expectCode(create(war, attackers.get(5), land), 403, "WAR_INSUFFICIENT_RANK");
        expectCode(create(war, new PlayerId(UUID.randomUUID()), land), 403, "WAR_NOT_LEAD_CLAN");
        expectCode(create(new WarId(UUID.randomUUID()), attackers.get(2), land), 404, "WAR_NOT_FOUND");
        expectCode(create(war, attackers.get(2), new TerritoryId(UUID.randomUUID())), 404, "TERRITORY_NOT_FOUND");
        var battle = created(war, land);
        expectCode(create(war, attackers.get(2), land), 409, "BATTLE_TERRITORY_BUSY");
        expectCode(create(war, defenders.get(2), land), 403, "BATTLE_NOT_ELIGIBLE");

        expectCode(command(battle + "/start", attackers.get(2).value() + " PLAYER", null, null), 403, "FORBIDDEN");
        expectCode(end(battle, host, WON), 409, "WAR_INVALID_STATE");
        start(battle, host)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("ACTIVE")
                .jsonPath("$.captured")
                .isEqualTo(false);
        expectCode(start(battle, host), 409, "WAR_INVALID_STATE");
        expectCode(end(battle, world.gameServer(), WON), 403, "FORBIDDEN");
        expectCode(
                end(battle, host, Map.of("winner_side", "DEFENDER", "end_reason", "DECISIVE")),
                400,
                "VALIDATION_FAILED");
        end(battle, host, WON)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.captured")
                .isEqualTo(true)
                .jsonPath("$.host")
                .isEqualTo("GAME_SERVER")
                .jsonPath("$.server_id")
                .isEqualTo(host.toString())
                .jsonPath("$.winner_side")
                .isEqualTo("ATTACKER");
        expectCode(end(battle, host, WON), 409, "WAR_INVALID_STATE");
        expectCode(end(UUID.randomUUID().toString(), host, WON), 404, "BATTLE_NOT_FOUND");
        get("/clan-wars/" + war.value() + "/territories")
                .expectBody()
                .jsonPath("$.items[0].holder_side")
                .isEqualTo("ATTACKER")
                .jsonPath("$.items[0].capture_count")
                .isEqualTo(1);
        get("/clan-wars/" + war.value() + "/battles")
                .expectBody()
                .jsonPath("$.items[0].id")
                .isEqualTo(battle);
        assertThat(world.meters
                        .counter("war_battles", "type", "TERRITORY_BATTLE", "end_reason", "DECISIVE")
                        .count())
                .isEqualTo(1);
        assertThat(world.meters
                        .counter("war_territory_captures", "type", "RESOURCE")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aBattleShowsItsZone() {
        var land = world.land(defender, TerritoryType.CAPITAL, 3);
        var battle = created(active(land), land);

        get("/battles/" + battle)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.battle_type")
                .isEqualTo("SIEGE")
                .jsonPath("$.zone.radius_m")
                .isEqualTo(500)
                .jsonPath("$.zone.z_min")
                .isEqualTo(-500.0)
                .jsonPath("$.zone.z_max")
                .isEqualTo(500.0)
                .jsonPath("$.zone.closes_at")
                .isEmpty()
                .jsonPath("$.max_per_side")
                .isEqualTo(50)
                .jsonPath("$.server_id")
                .isEmpty();
        expectCode(get("/battles/" + UUID.randomUUID()), 404, "BATTLE_NOT_FOUND");
        expectCode(get("/clan-wars/" + UUID.randomUUID() + "/battles"), 404, "WAR_NOT_FOUND");
    }

    @Test
    void theCreatorMayNameTheHost() {
        var land = world.land(defender);
        var war = active(land);
        var path = "/clan-wars/" + war.value() + "/battles";

        expectCode(
                post(path, attackers.get(2), Map.of("territory_id", land.value(), "host", "NODE")),
                400,
                "VALIDATION_FAILED");
        expectCode(
                post(path, attackers.get(2), Map.of("territory_id", land.value(), "host", "NOBODY")),
                400,
                "VALIDATION_FAILED");
        expectCode(
                post(path, attackers.get(2), Map.of("territory_id", land.value(), "server_id", UUID.randomUUID())),
                404,
                "GAME_SERVER_NOT_FOUND");
        var battle = id(post(
                        path,
                        attackers.get(2),
                        Map.of("territory_id", land.value(), "host", "GAME_SERVER", "server_id", host))
                .expectStatus()
                .isCreated());

        get("/battles/" + battle).expectBody().jsonPath("$.server_id").isEqualTo(host.toString());
        expectCode(start(battle, world.gameServer()), 403, "FORBIDDEN");
        expectCode(start(battle, UUID.randomUUID()), 403, "FORBIDDEN");
        start(battle, host).expectStatus().isOk();
    }

    @Test
    void anAdministratorAbortsABattle() {
        var land = world.land(defender);
        var battle = created(active(land), land);
        start(battle, host).expectStatus().isOk();

        expectCode(abort(battle, null), 428, "IF_MATCH_REQUIRED");
        expectCode(abort(battle, 1L), 412, "WAR_VERSION_CONFLICT");
        expectCode(abort(UUID.randomUUID().toString(), 1L), 404, "BATTLE_NOT_FOUND");
        abort(battle, 2L)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("ENDED")
                .jsonPath("$.end_reason")
                .isEqualTo("ABORTED")
                .jsonPath("$.holder_side")
                .isEqualTo("DEFENDER");
        expectCode(abort(battle, 3L), 409, "WAR_INVALID_STATE");
        expectCode(end(battle, host, WON), 409, "WAR_INVALID_STATE");
    }

    @Test
    void battlesAreListedNewestFirst_byStatusToo() {
        var lands = List.of(world.land(defender), world.land(defender));
        var war = active(lands.toArray(TerritoryId[]::new));
        var older = created(war, lands.getFirst());
        world.clock.advance(Duration.ofSeconds(1));
        var newer = created(war, lands.get(1));
        start(newer, host).expectStatus().isOk();
        var path = "/clan-wars/" + war.value() + "/battles?limit=1";

        var page = body(get(path));

        assertThat(page).contains(newer).doesNotContain(older);
        var cursor = page.replaceAll(".*\"next_cursor\":\"([^\"]+)\".*", "$1");
        assertThat(body(get(path + "&cursor=" + cursor))).contains(older).contains("\"next_cursor\":null");
        get("/battles?status=ACTIVE&limit=1")
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
        expectCode(get("/battles?status=LOST"), 400, "VALIDATION_FAILED");
        expectCode(get("/battles?cursor=nonsense"), 400, "VALIDATION_FAILED");
    }
}
