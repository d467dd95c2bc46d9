package dev.warfront.app;

import dev.warfront.kernel.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What is asked of each route that names something, or reads a body: good enough that only a right can refuse it, or
/// what comes behind all rights. Commands with a version say a wrong one, so that they change nothing.
final class RightsRequests {
    private static final String RANDOM = UUID.randomUUID().toString();
    /// What routes are asked with, beside their paths.
    private static final Map<String, String> QUERIES = Map.of(
            "/api/v1/clan-wars/{id}/score-events", "?status=REJECTED",
            "/api/v1/clan-wars/{id}/score-events/{eventId}", "?occurred_at=2026-12-01T10:00:00Z",
            "/api/v1/players", "?display_name=a",
            "/api/v1/territories/nearby", "?x=0&y=0");

    /// The last words of routes about land that is owned.
    private static final String ABANDON = "/territories/{id}/abandon";

    private final Map<String, Object> ids;
    private final String owned;
    private final Map<String, Map<String, ?>> bodies;
    private final UUID member;

    RightsRequests(RightsWorld world, Subjects subjects) {
        member = subjects.recruit.id().value();
        owned = world.owned.value().toString();
        ids = Map.ofEntries(
                Map.entry("/api/v1/admin/accounts/", subjects.stranger.id().value()),
                Map.entry("/api/v1/admin/clans/", world.clan.value()),
                Map.entry(
                        "/api/v1/admin/game-servers/", subjects.otherServer.id().value()),
                Map.entry("/api/v1/admin/sanctions/", subjects.ban),
                Map.entry("/api/v1/admin/score/partitions/", 0),
                Map.entry("/api/v1/battles/", world.battle.value()),
                Map.entry("/api/v1/clan-invitations/", world.invitation),
                Map.entry("/api/v1/clan-wars/", world.war.value()),
                Map.entry("/api/v1/clans/", world.clan.value()),
                Map.entry("/api/v1/me/sanctions/", subjects.warning),
                Map.entry("/api/v1/players/", subjects.stranger.id().value()),
                Map.entry("/api/v1/territories/claims/", world.claim),
                Map.entry("/api/v1/territories/", world.free.value()),
                Map.entry("battle.", world.battle.value()),
                Map.entry("war.", world.war.value()));
        bodies = Map.ofEntries(
                Map.entry(
                        "POST /api/v1/admin/clans/{id}/grants",
                        Map.of("credits", 1, "experience", 0, "reason", "test")),
                Map.entry(
                        "POST /api/v1/admin/sanctions",
                        Map.of(
                                "account_id", subjects.recruit.id().value(),
                                "kind", "WARNING",
                                "reason", "LANGUAGE",
                                "public_text", "Mind your words.",
                                "internal_note", "seen by two")),
                Map.entry("POST /api/v1/admin/game-servers", Map.of("name", "rights-" + RANDOM.substring(0, 8))),
                Map.entry("POST /api/v1/admin/sanctions/{id}/lift", Map.of("reason", "a mistake")),
                Map.entry(
                        "POST /api/v1/admin/score/partitions/{partition}/skip", Map.of("offset", 0, "reason", "test")),
                Map.entry("POST /api/v1/auth/logout", Map.of("refresh_token", RANDOM)),
                Map.entry("POST /api/v1/auth/refresh", Map.of("refresh_token", RANDOM)),
                Map.entry("POST /api/v1/battles/{id}/end", Map.of("end_reason", "TIME_OVER")),
                Map.entry(
                        "POST /api/v1/clan-wars",
                        Map.of(
                                "attacker_clan_id", world.clan.value(),
                                "defender_clan_id", world.otherClan.value(),
                                "war_type", "TERRITORIAL",
                                "territories", List.of(world.contested.value()))),
                Map.entry("POST /api/v1/clan-wars/{id}/battles", Map.of("territory_id", world.contested.value())),
                Map.entry("POST /api/v1/clan-wars/{id}/score-events", Map.of("events", List.of(Map.of()))),
                Map.entry(
                        "POST /api/v1/clans/{id}/invitations",
                        Map.of("player_id", subjects.stranger.id().value())),
                Map.entry("PUT /api/v1/clans/{id}/members/{playerId}", Map.of("rank", "MEMBER")),
                Map.entry("POST /api/v1/me/sanctions/{id}/appeal", Map.of("note", "It was not me.")),
                Map.entry("score-events", Map.of("events", List.of(Map.of()))));
    }

    /// Those whom requests are about.
    ///
    /// @param ban the id of one without end
    /// @param warning the id of one of the stranger
    record Subjects(Caller stranger, Caller recruit, Caller otherServer, UUID ban, UUID warning) {}

    /// With the ids of the world in it.
    String path(String route) {
        if (!route.contains("{")) {
            return route.replace("**", "index.css");
        }
        var id = route.endsWith(ABANDON) ? owned : id(route);
        return route.replace("{playerId}", member.toString())
                .replace("{eventId}", RANDOM)
                .replaceFirst("\\{\\w+}", id);
    }

    private String id(String route) {
        return ids.entrySet().stream()
                .filter(each -> route.startsWith(each.getKey() + "{"))
                .map(each -> each.getValue().toString())
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        route + " names something: say which in RightsRequests, then see docs/rights.md"));
    }

    /// With what a GET of it asks for besides.
    String query(String route) {
        return path(route) + QUERIES.getOrDefault(route, "");
    }

    /// Of "POST /api/v1/clans", or an RSocket route.
    Map<String, ?> body(String route) {
        return bodies.getOrDefault(route, Map.of());
    }
}
