package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.audit.http.AuditedRoutes;
import dev.warfront.kernel.http.ApiRoutes;
import dev.warfront.kernel.http.ApiRoutes.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/// Everything that identity, staff or game servers can change over the whole program is written down.
/// Source: docs/rules/audit.md.
class AuditWalkTest extends ProgramOverHttp {
    /// It would be the largest part of the log, and the ledger says all of it.
    private static final Set<String> NOT_AUDITED = Set.of("POST /api/v1/clan-wars/{id}/score-events");

    /// Whose use cases write by themselves, each shown below; every other is a command, written by the seam
    /// of all.
    private static final Set<String> BY_THEMSELVES =
            Set.of("auth.register", "auth.login", "auth.refresh", "auth.logout");

    /// Whose paths name nothing, but their answers or use cases do, each shown below.
    private static final Set<String> NAMED_OTHERWISE = Set.of("admin.game-servers", "admin.sanctions");

    /// They are done to the keys of all.
    private static final Set<String> WITHOUT_TARGET = Set.of("admin.keys.rotate", "admin.keys.reseal");

    private static final Pattern TRUSTED = Pattern.compile("ADMIN|MODERATOR|GAME_SERVER");
    private static final String IDENTITY = "dev.warfront.identity.";

    private static List<Route> routes;

    @BeforeAll
    static void walk(RunningProgram program) {
        routes = program.get(ApiRoutes.class).all();
    }

    @Test
    void givenARouteOfIdentityStaffOrServers_whatItChangesIsAudited() {
        var changing = routes.stream()
                .filter(route -> !route.method().equals(HttpMethod.GET.name()))
                .filter(AuditWalkTest::isOfInterest)
                .toList();

        assertThat(changing).hasSizeGreaterThan(9);
        assertThat(changing)
                .allSatisfy(route -> assertThat(AuditedRoutes.isAudited(route))
                        .as(name(route))
                        .isEqualTo(!NOT_AUDITED.contains(name(route))));
        assertThat(changing).extracting(AuditWalkTest::name).containsAll(NOT_AUDITED);
    }

    @Test
    void givenAnAuditedRoute_itIsACommand_orOneOfThoseThatAreShownHere() {
        assertThat(routes.stream()
                        .filter(AuditedRoutes::isAudited)
                        .filter(route -> !route.isCommand())
                        .map(AuditedRoutes::action))
                .containsExactlyInAnyOrderElementsOf(BY_THEMSELVES);
    }

    @Test
    void givenACommandOfStaffOrServers_itsPathNamesItsTarget_orItIsOneOfThoseThatAreShownHere() {
        assertThat(routes.stream()
                        .filter(AuditedRoutes::isAudited)
                        .filter(Route::isCommand)
                        .filter(route -> !route.path().contains("{"))
                        .map(AuditedRoutes::action))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(NAMED_OTHERWISE.stream(), WITHOUT_TARGET.stream())
                        .toList());
    }

    @Test
    void givenTwoAuditedRoutes_theirActionsAreNotTheSame() {
        assertThat(routes.stream().filter(AuditedRoutes::isAudited).map(AuditedRoutes::action))
                .doesNotHaveDuplicates();
    }

    @Test
    void givenAPlayer_itsSessionsAreWrittenDown_butNoWrongPassword() {
        var id = body(register(login)).get("id");
        post("/api/v1/auth/login", Map.of("login", login, "password", "wrong password"), null, null)
                .expectStatus()
                .isUnauthorized();
        var tokens = logIn(login, PASSWORD);
        var next = body(post("/api/v1/auth/refresh", Map.of("refresh_token", tokens.get("refresh_token")), null, null));
        post("/api/v1/auth/logout", Map.of("refresh_token", next.get("refresh_token")), null, null)
                .expectStatus()
                .isNoContent();

        assertThat(actionsOf(id)).containsExactly("auth.logout", "auth.refresh", "auth.login", "auth.register");
    }

    @Test
    void givenAnAdministrator_whatItMakesAndRevokesIsWrittenDown_onceForAKey() {
        var admin = administrator();
        var key = UUID.randomUUID().toString();
        var server = body(post("/api/v1/admin/game-servers", Map.of("name", login), admin, key));
        post("/api/v1/admin/game-servers", Map.of("name", login), admin, key)
                .expectStatus()
                .isCreated();
        delete("/api/v1/admin/game-servers/" + server.get("id"), admin, "\"1\"")
                .expectStatus()
                .isNoContent();
        delete("/api/v1/admin/game-servers/" + server.get("id"), admin, "\"2\"")
                .expectStatus()
                .isNotFound();

        assertThat(actions("?target=" + server.get("id")))
                .containsExactly("admin.game-servers.delete", "admin.game-servers");
    }

    @Test
    void givenAGameServersKey_itsExchangeIsAnsweredAlikeAgain_andWrittenDownOnce() {
        var admin = administrator();
        var made = post(
                "/api/v1/admin/game-servers",
                Map.of("name", login),
                admin,
                UUID.randomUUID().toString());
        var server = body(made).get("id");
        var path = "/api/v1/admin/game-servers/" + server + "/keys";
        var key = UUID.randomUUID().toString();

        var exchanged = body(command(path, admin, key, "\"1\""));
        var repeated = body(command(path, admin, key, "\"1\""));

        assertThat(String.valueOf(exchanged.get("signing_key"))).matches("[0-9a-f]{64}");
        assertThat(repeated).isEqualTo(exchanged);
        assertThat(actions("?target=" + server)).containsExactly("admin.game-servers.keys", "admin.game-servers");
    }

    @Test
    void givenASanction_whoWasSanctionedIsWrittenDown_alsoWhenItIsLifted() {
        var admin = administrator();
        var account = String.valueOf(body(register(login)).get("id"));
        var ban = Map.of(
                "account_id",
                account,
                "kind",
                "BAN",
                "reason",
                "CHEATING",
                "public_text",
                "You cheated.",
                "internal_note",
                "seen by two");
        var sanction = body(
                post("/api/v1/admin/sanctions", ban, admin, UUID.randomUUID().toString()));
        post(
                        "/api/v1/admin/sanctions/" + sanction.get("id") + "/lift",
                        Map.of("reason", "a mistake"),
                        admin,
                        UUID.randomUUID().toString())
                .expectStatus()
                .isOk();

        assertThat(actions("?target=" + account)).containsExactly("admin.sanctions.lift", "admin.sanctions");
    }

    private static List<Object> actionsOf(@Nullable Object actor) {
        return actions("?actor=" + actor);
    }

    private static List<Object> actions(String query) {
        var found = body(get("/api/v1/admin/audit" + query, administrator()));
        return ((List<?>) found.getOrDefault("items", List.of()))
                .stream().<Object>map(item -> ((Map<?, ?>) item).get("action")).toList();
    }

    private static Object administrator() {
        var admin = EmbeddedCredentials.current().admin();
        return logIn(admin.login(), admin.password()).getOrDefault("access_token", "");
    }

    private static boolean isOfInterest(Route route) {
        return route.handler().getBeanType().getName().startsWith(IDENTITY)
                || TRUSTED.matcher(route.right().toString()).find();
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }
}
