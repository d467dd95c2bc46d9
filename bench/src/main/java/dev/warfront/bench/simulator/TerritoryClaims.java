package dev.warfront.bench.simulator;

import dev.warfront.bench.book.Land;
import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.HttpApi;
import dev.warfront.bench.wire.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Finds land to fight for and claims it.
final class TerritoryClaims {
    /// What a clan of level 3 may own.
    static final int MOST = 3;

    private static final double REACH_M = 5_000;
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final HttpApi http;

    TerritoryClaims(HttpApi http) {
        this.http = http;
    }

    /// Free land of the smallest kind in the region that has most of it.
    List<JsonNode> free() {
        var byRegion = neutral()
                .collect(Collectors.groupingBy(land -> land.path("region").asString()));
        return byRegion.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    /// Free land of the smallest kind in a region.
    List<JsonNode> free(String region) {
        return neutral()
                .filter(land -> land.path("region").asString().equals(region))
                .toList();
    }

    private Stream<JsonNode> neutral() {
        return list("/territories?state=NEUTRAL&type=RESOURCE");
    }

    /// Land a clan owns that a war may be declared on.
    List<Land> contestable(UUID clan) {
        return list("/territories?owner=" + clan)
                .filter(land -> land.path("type").asString().equals("RESOURCE"))
                .filter(land -> land.path("locked_by_war_id").isNull())
                .filter(TerritoryClaims::unprotected)
                .map(TerritoryClaims::land)
                .limit(MOST)
                .toList();
    }

    /// Claims at most three territories for a clan and waits until it owns them. What somebody else was faster with is
    /// passed over.
    List<JsonNode> claim(SimulatedClan clan, List<JsonNode> candidates) {
        var begun = new ArrayList<UUID>();
        for (var candidate : candidates) {
            if (begun.size() < MOST && begin(clan, candidate)) {
                begun.add(id(candidate));
            }
        }
        return begun.stream()
                .map(this::awaitOwner)
                .filter(territory -> owner(territory).equals(clan.clan().toString()))
                .toList();
    }

    /// Of the candidates those from which all the targets can be attacked, the first only.
    static List<JsonNode> outpost(List<JsonNode> candidates, List<JsonNode> targets) {
        return candidates.stream()
                .filter(base -> targets.stream().noneMatch(target -> id(target).equals(id(base))))
                .filter(base -> targets.stream().allMatch(target -> distance(base, target) <= REACH_M))
                .limit(1)
                .toList();
    }

    private boolean begin(SimulatedClan clan, JsonNode territory) {
        try {
            var _ = http.send(Call.post("/territories/" + id(territory) + "/claim", Map.of())
                    .as(clan.officer())
                    .ifMatch(territory.path("version").asLong()));
            return true;
        } catch (Refused refused) {
            if (refused.status() == 409 || refused.status() == 412) {
                return false;
            }
            throw refused;
        }
    }

    private JsonNode awaitOwner(UUID territory) {
        return Waiting.until(
                CLAIM,
                "the claim of territory " + territory,
                () -> http.get("/territories/" + territory),
                land -> !owner(land).isEmpty());
    }

    private static String owner(JsonNode territory) {
        return territory.path("owner_clan_id").asString("");
    }

    private Stream<JsonNode> list(String path) {
        var all = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = http.get(path + "&limit=100" + cursor);
            page.path("items").forEach(all::add);
            var next = page.path("next_cursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return all.stream();
    }

    private static boolean unprotected(JsonNode land) {
        var until = land.path("protected_until").asString("");
        return until.isEmpty() || Instant.parse(until).isBefore(Instant.now());
    }

    /// What the book needs to know of a territory.
    static Land land(JsonNode json) {
        var improvements = json.path("improvements");
        return new Land(
                id(json),
                json.path("name").asString(),
                Land.Type.valueOf(json.path("type").asString()),
                json.path("defense_level").asInt(),
                improvements.path("walls").asInt(0)
                        + improvements.path("towers").asInt(0)
                        + improvements.path("traps").asInt(0));
    }

    private static double distance(JsonNode a, JsonNode b) {
        return Math.hypot(
                a.path("location").path("x").asDouble()
                        - b.path("location").path("x").asDouble(),
                a.path("location").path("y").asDouble()
                        - b.path("location").path("y").asDouble());
    }

    private static UUID id(JsonNode resource) {
        return UUID.fromString(resource.path("id").asString());
    }
}
