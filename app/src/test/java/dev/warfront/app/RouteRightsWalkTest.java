package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.AccessTokens;
import dev.warfront.identity.Account;
import dev.warfront.identity.Accounts;
import dev.warfront.identity.CreateGameServer;
import dev.warfront.identity.IdentityRules;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.NewGameServers;
import dev.warfront.identity.RefreshFamilies;
import dev.warfront.identity.RefreshFamily;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.ApiRoutes;
import dev.warfront.kernel.http.ApiRoutes.Route;
import dev.warfront.kernel.http.OpenPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/// Who may use each path of the whole program: as it is declared, as the reference says, and as it is.
@ExtendWith(SharedProgram.class)
class RouteRightsWalkTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference.md");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RunningProgram program;
    private static WebTestClient client;
    private static List<Route> routes;

    @BeforeAll
    static void reach(RunningProgram shared) {
        program = shared;
        client = shared.client();
        routes = shared.get(ApiRoutes.class).all();
    }

    @Test
    void givenARoute_itDeclaresARight() {
        assertThat(routes)
                .hasSizeGreaterThan(40)
                .noneMatch(route -> route.right().toString().equals("nobody"));
    }

    /// Rows of the section "Rights": method, path and right, each in code.
    @Test
    void givenThePathsOfTheProgram_theReferenceNamesTheRightOfEach() throws IOException {
        var declared = Stream.concat(
                routes.stream()
                        .map(route ->
                                row(route.method(), route.path(), route.right().toString())),
                program.all(OpenPaths.class).stream()
                        .flatMap(open -> open.patterns().stream()
                                .map(path -> row(open.method().name(), path, "everyone"))));

        assertThat(section("## Rights").filter(line -> line.startsWith("| `")))
                .containsExactlyInAnyOrderElementsOf(declared.toList());
    }

    @Test
    void givenNobody_onlyWhatIsForEveryoneAnswers() {
        assertThat(routes)
                .allSatisfy(route -> assertThat(codeOf(route, null).equals("UNAUTHENTICATED"))
                        .as(route.toString())
                        .isEqualTo(!route.right().permits(null)));
    }

    @ParameterizedTest
    @EnumSource
    void givenARole_onlyWhatIsForItAnswers(Role role) {
        var caller = new Caller(role == Role.GAME_SERVER ? gameServer() : account(role), Set.of(role));
        var now = program.get(Clock.class).instant();
        var session = RefreshFamily.begin(
                anyId().value(),
                caller.id(),
                now,
                program.get(IdentityRules.class).token());
        program.get(RefreshFamilies.class)
                .begin(session, HexFormat.of().formatHex(randomBytes()))
                .block(PATIENCE);
        var token = Objects.requireNonNull(program.get(AccessTokens.class)
                .issue(caller.id(), session.id(), caller.roles(), now)
                .block(PATIENCE));

        assertThat(routes)
                .allSatisfy(route -> assertThat(codeOf(route, token.value()).equals("FORBIDDEN"))
                        .as(route.toString())
                        .isEqualTo(!route.right().permits(caller)));
    }

    @Test
    void givenThePageThatShowsTheApi_itsFilesAreOpen() {
        var page =
                client.get().uri("/swagger-ui.html").exchange().expectStatus().is3xxRedirection();

        client.get()
                .uri(Objects.requireNonNull(page.returnResult(Void.class)
                                .getResponseHeaders()
                                .getLocation())
                        .getPath())
                .exchange()
                .expectStatus()
                .isOk();
        client.get()
                .uri("/swagger-ui/swagger-ui-bundle.js")
                .exchange()
                .expectStatus()
                .isOk();
    }

    /// One that is trusted, as only those are that an administrator brought in.
    private static PlayerId gameServer() {
        var create = program.get(CreateGameServer.class);
        var name = "walk-" + anyId().value().toString().substring(0, 8);
        var created = program.get(NewGameServers.class)
                .prepare()
                .flatMap(server -> create.create(anyId(), name, server))
                .block(PATIENCE);
        return switch (Objects.requireNonNull(created)) {
            case Result.Done(var done) -> done.server().id();
            case Result.Refused(var refusal) -> throw new AssertionError(refusal);
        };
    }

    private static PlayerId account(Role role) {
        var id = anyId();
        var login = LoginName.of(
                        "walk" + HexFormat.of().formatHex(randomBytes()).substring(0, 12))
                .orElseThrow();
        program.get(Accounts.class)
                .add(new Account(id, login, "Walker", Set.of(role), true, Instant.EPOCH), "$argon2id$none")
                .block(PATIENCE);
        return id;
    }

    private static byte[] randomBytes() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static PlayerId anyId() {
        return new PlayerId(UUID.randomUUID());
    }

    /// The code of a problem, empty for none.
    private static String codeOf(Route route, @Nullable String token) {
        var request = client.method(HttpMethod.valueOf(route.method()))
                .uri(route.path().replaceAll("\\{\\w+}", UUID.randomUUID().toString()))
                .contentType(MediaType.APPLICATION_JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"1\"");
        if (token != null) {
            request.headers(headers -> headers.setBearerAuth(token));
        }
        var body = request.bodyValue("{}").exchange().expectBody(String.class).returnResult();
        var text = Objects.requireNonNullElse(body.getResponseBody(), "");
        return text.contains("\"code\":") ? text.replaceAll("(?s).*?\"code\":\"([A-Z_]+)\".*", "$1") : "";
    }

    private static String row(String method, String path, String right) {
        return "| `" + method + "` | `" + path + "` | `" + right + "` |";
    }

    private static Stream<String> section(String title) throws IOException {
        return Files.readAllLines(REFERENCE).stream()
                .dropWhile(line -> !line.equals(title))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "));
    }
}
