package dev.warfront.audit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.audit.Audited;
import dev.warfront.audit.Target;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.ApiRoutes.Route;
import dev.warfront.kernel.http.WithoutKey;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.method.HandlerMethod;

/// What follows from a route. Source: docs/rules/audit.md.
class AuditedRoutesTest {
    private static final UUID ID = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/battles/{id}/start, battles.start",
        "POST, /api/v1/admin/game-servers, admin.game-servers",
        "DELETE, /api/v1/admin/game-servers/{id}, admin.game-servers.delete",
        "PUT, /api/v1/clans/{id}/members/{playerId}, clans.members.put",
        "POST, /api/v1/auth/login, auth.login",
    })
    void givenARoute_itsActionIsTheWordsOfItsPath(String method, String path, String action) throws Exception {
        assertThat(AuditedRoutes.action(route(method, path, "byStaff"))).isEqualTo(action);
    }

    @Test
    void givenVariables_theTargetIsTheLast() throws Exception {
        var variables = Map.of("id", "a", "playerId", ID.toString().toUpperCase(Locale.ROOT));

        assertThat(AuditedRoutes.target(route("PUT", "/api/v1/clans/{id}/members/{playerId}", "byStaff"), variables))
                .isEqualTo(new Target("members", ID.toString()));
        assertThat(AuditedRoutes.target(route("POST", "/api/v1/clans/{id:.+}/leave", "byStaff"), variables))
                .isEqualTo(new Target("clans", "a"));
        assertThat(AuditedRoutes.target(route("POST", "/api/v1/clans", "byStaff"), variables))
                .isEqualTo(Target.NONE);
    }

    @Test
    void givenTheLocationOfWhatWasMade_itIsTheTarget() {
        assertThat(AuditedRoutes.target("/api/v1/admin/game-servers/" + ID))
                .isEqualTo(new Target("game-servers", ID.toString()));
        assertThat(AuditedRoutes.target("/")).isEqualTo(Target.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, byStaff, true",
        "DELETE, byStaff, true",
        "PATCH, byServers, true",
        "POST, byMany, true",
        "GET, byStaff, false",
        "HEAD, byStaff, false",
        "POST, byPlayers, false",
        "POST, byAnybody, false",
        "POST, byNobody, false",
        "POST, unanswered, false",
    })
    void givenARight_commandsOfStaffAndServersAreAudited(String method, String handler, boolean audited)
            throws Exception {
        assertThat(AuditedRoutes.isAudited(route(method, "/api/v1/x", handler))).isEqualTo(audited);
    }

    @ParameterizedTest
    @CsvSource({"POST, true", "GET, false"})
    void givenAnAuditedController_whateverChangesSomethingIs(String method, boolean audited) throws Exception {
        var handler = new HandlerMethod(new OfIdentity(), "anybody");

        assertThat(AuditedRoutes.isAudited(new Route(method, "/api/v1/x", handler)))
                .isEqualTo(audited);
    }

    private static Route route(String method, String path, String handler) throws NoSuchMethodException {
        return new Route(method, path, new HandlerMethod(new Routes(), handler));
    }

    @SuppressWarnings("unused") // found by their names
    static final class Routes {
        @Allow({Role.ADMIN, Role.SUPER_ADMIN})
        public void byStaff() {}

        @Allow(Role.GAME_SERVER)
        public void byServers() {}

        @Allow({Role.PLAYER, Role.MODERATOR})
        public void byMany() {}

        @Allow(Role.PLAYER)
        public void byPlayers() {}

        @Allow
        public void byAnybody() {}

        public void byNobody() {}

        @Allow(Role.GAME_SERVER)
        @WithoutKey("no command")
        public void unanswered() {}
    }

    @Audited
    @WithoutKey("no command")
    static final class OfIdentity {
        @Allow(everyone = true)
        public void anybody() {}
    }
}
