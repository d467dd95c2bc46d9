package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Declarations that cannot be: each names all the reasons against it.
abstract class BadDeclarations extends BadRecords {

    private static final int TARGETS_MAX = 5;

    @Test
    void aNewbornClan_cannotBeDeclaredWarOn() {
        var mine = http.get("/clans/" + sides.attackerClan()).send().json();
        var lands =
                http.get("/territories?state=NEUTRAL&limit=100").send().json().path("items");
        var newborn = newborn(elsewhere(lands, mine.path("region").asString()));
        var named = new ArrayList<>(List.of(UUID.randomUUID().toString(), target()));
        lands.valueStream()
                .limit(TARGETS_MAX)
                .map(land -> land.path("id").asString())
                .forEach(named::add);

        var reasons = reasons(sides.attackerClan(), newborn.clan(), named, leader());

        assertThat(reasons)
                .contains(
                        "WAR_REGION_MISMATCH",
                        "WAR_DEFENDER_TOO_SMALL",
                        "WAR_DEFENDER_LEVEL_TOO_LOW",
                        "WAR_POWER_GAP_TOO_LARGE",
                        "WAR_ATTACKER_LIMIT",
                        "WAR_TERRITORY_LIMIT",
                        "WAR_TERRITORY_NOT_FOUND",
                        "WAR_TERRITORY_NOT_DEFENDERS",
                        "WAR_TERRITORY_LOCKED",
                        "WAR_TERRITORY_UNREACHABLE");
    }

    @Test
    void aNewbornClan_cannotDeclareWar() {
        var newborn = newborn(http.get("/clans/" + sides.defenderClan())
                .send()
                .json()
                .path("region")
                .asString());

        var reasons = reasons(newborn.clan(), sides.defenderClan(), List.of(), newborn.token());

        assertThat(reasons)
                .contains(
                        "WAR_ATTACKER_TOO_SMALL",
                        "WAR_ATTACKER_LEVEL_TOO_LOW",
                        "WAR_DEFENDER_LIMIT",
                        "WAR_TERRITORY_REQUIRED",
                        "WAR_TREASURY_INSUFFICIENT");
    }

    @Test
    void nobodyDeclaresWarOnItself_orOnWhomItFights() {
        var attacker = sides.attackerClan();
        assertThat(reasons(attacker, attacker, List.of(target()), leader())).contains("WAR_SELF_TARGET");
        assertThat(reasons(attacker, sides.defenderClan(), List.of(target()), leader()))
                .contains("WAR_ALREADY_OPEN");
    }

    /// The attacker has given up: it is left alone for a while.
    @Override
    void assertAftermath() {
        var enemy = token(sides.defender().getFirst());
        assertThat(reasons(sides.defenderClan(), sides.attackerClan(), List.of(), enemy))
                .contains("WAR_TARGET_IMMUNE", "WAR_PAIR_COOLDOWN");
    }

    private Set<String> reasons(UUID by, UUID on, List<String> territories, String token) {
        var declaration = Map.of(
                "attacker_clan_id", by,
                "defender_clan_id", on,
                "war_type", "TERRITORIAL",
                "territories", territories);
        var response = http.post("/clan-wars", declaration).as(token).send();
        response.assertTight();
        assertThat(response.status()).as(response.toString()).isBetween(400, 499);
        var reasons = new TreeSet<String>();
        response.json()
                .path("violations")
                .forEach(violation -> reasons.add(violation.path("code").asString()));
        assertThat(reasons)
                .as(response.toString())
                .contains(response.json().path("code").asString());
        return reasons;
    }

    private String target() {
        return http.get("/clan-wars/" + war)
                .send()
                .json()
                .path("territories")
                .path(0)
                .asString();
    }

    private static String elsewhere(JsonNode lands, String region) {
        return lands.valueStream()
                .map(land -> land.path("region").asString())
                .filter(other -> !other.equals(region))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no land but in " + region));
    }

    private Newborn newborn(String region) {
        var name = "n" + UUID.randomUUID().toString().substring(0, 8);
        var registered = http.post(
                        "/auth/register", Map.of("login", name, "password", name + "-word", "display_name", name))
                .send();
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
        var token = token(name, name + "-word");
        var tag = name.substring(1, 6).toUpperCase(Locale.ROOT);
        var founded = http.post("/clans", Map.of("name", "Clan " + name, "tag", tag, "region", region))
                .as(token)
                .send();
        assertThat(founded.status()).as(founded.toString()).isEqualTo(201);
        return new Newborn(UUID.fromString(founded.json().path("id").asString()), token);
    }

    private record Newborn(UUID clan, String token) {}
}
