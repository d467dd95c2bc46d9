package dev.warfront.identity.http;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.anyLogin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.IdentityGame;
import dev.warfront.identity.IdentityGame.Neighbours;
import dev.warfront.identity.IdentityPorts;
import dev.warfront.identity.LoginName;
import dev.warfront.identity.Passwords;
import dev.warfront.identity.Presence;
import dev.warfront.identity.TestIdentity;
import dev.warfront.identity.TestIdentity.PlainPasswords;
import dev.warfront.identity.crypto.DerivedSecrets;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.ClientAddresses;
import dev.warfront.kernel.http.ConnectionSettings;
import dev.warfront.kernel.http.HttpServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.transaction.reactive.TransactionContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The routes of identity, and each of its codes, on ports in memory behind the real security chain.
class IdentityHttpTest {
    private static final String ADMIN = TestIdentity.ADMIN.value() + " ADMIN";

    /// So that a request says where it comes from.
    private static final ConnectionSettings BEHIND_A_PROXY = new ConnectionSettings(
            100, 50, Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(30), List.of("127.0.0.0/8"));

    private final MutableClock clock = new MutableClock(NOW);
    private final IdentityPorts ports = IdentityPorts.inMemory(new DirectTransactions(), clock);
    private final SeenPlayers presence = new SeenPlayers();
    private final WatchedPasswords passwords = new WatchedPasswords();
    private final IdentityGame identity = new IdentityGame(
            ports,
            new DerivedSecrets(TestSealer.SEALER),
            clock,
            Neighbours.quiet().with(presence).with(passwords));
    private final IdentityProblems problems = new IdentityProblems();
    private final HttpServer server = HttpServer.of(
            new AuthController(
                    identity.register,
                    identity.logIn,
                    identity.refresh,
                    identity.logOut,
                    problems,
                    new ClientAddresses(BEHIND_A_PROXY)),
            new RegistrationLimit(TestIdentity.RULES),
            new LoginRate(identity.loginPlaces),
            new GameServerController(identity.createServer, identity.revokeServer, ports.servers(), problems),
            new NewServerFilter(identity.newServers),
            new MeController(ports.accounts(), problems),
            new PresenceFilter(presence, clock),
            new Commands() {});
    private final WebTestClient client = server.client();

    private final String login = anyLogin();
    private final PlayerId player = new PlayerId(UUID.randomUUID());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givenALoginInUse_itIsTaken() {
        register(login)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.login")
                .isEqualTo(login);

        code(register(login), 409, "NAME_TAKEN");
    }

    @Test
    void givenALoginOfStrangeLetters_itsFormIsRefused() {
        code(register("a b c"), 400, "VALIDATION_FAILED");
    }

    @Test
    void givenMoreRegistrationsThanAnAddressMay_theNextMustWait() {
        for (var i = 0; i < TestIdentity.RULES.registration().perAddress(); i++) {
            register(anyLogin()).expectStatus().isCreated();
        }

        code(register(anyLogin()), 429, "RATE_LIMITED");
    }

    @Test
    void givenWrongPasswords_theyAreRefused_andTheSixthIsLocked() {
        register(login);
        for (var i = 0; i < 5; i++) {
            code(logIn("wrong"), 401, "INVALID_CREDENTIALS");
        }

        code(logIn(PASSWORD), 429, "LOGIN_LOCKED").jsonPath("$.retry_at").isEqualTo("2026-12-01T10:01:00.000Z");
    }

    @Test
    void givenAStrangerWhoKeepsGuessing_theOwnerLogsInFromWhereItWasBefore() {
        register(login);
        logInFrom("198.51.100.1", login, PASSWORD).expectStatus().isOk();
        for (var i = 0; i < 5; i++) {
            code(logInFrom("203.0.113." + i, login, "wrong"), 401, "INVALID_CREDENTIALS");
        }
        code(logInFrom("203.0.113.9", login, "wrong"), 429, "LOGIN_LOCKED");

        logInFrom("198.51.100.1", login, PASSWORD).expectStatus().isOk();
    }

    @Test
    void givenAStrangerWhoKeepsGuessing_theAdministratorLogsInFromWhereItWasBefore() {
        var administrator = new LoginName(login);
        identity.firstAccounts.administrator(administrator, PASSWORD).block(Duration.ofSeconds(20));
        logInFrom("198.51.100.1", login, PASSWORD).expectStatus().isOk();
        for (var i = 0; i < 6; i++) {
            logInFrom("203.0.113." + i, login, "wrong");
        }

        logInFrom("198.51.100.1", login, PASSWORD).expectStatus().isOk();
    }

    @Test
    void givenAStrangerWhoKeepsGuessing_theGameServerLogsInFromAnywhere() {
        var created = Objects.requireNonNull(create("eu-1")
                .expectBody(new ParameterizedTypeReference<Map<String, String>>() {})
                .returnResult()
                .getResponseBody());
        var name = Objects.requireNonNull(created.get("login"));
        var password = Objects.requireNonNull(created.get("password"));
        for (var i = 0; i < 11; i++) {
            logInFrom("203.0.113.1", name, "wrong");
        }
        code(logInFrom("203.0.113.1", name, "wrong"), 429, "LOGIN_LOCKED");

        logInFrom("203.0.113.1", name, password).expectStatus().isOk();
        logInFrom("198.51.100.1", name, password).expectStatus().isOk();
    }

    @Test
    void givenElevenWrongPasswordsBehindASharedAddress_neighboursWhoWereThereBeforeLogIn() {
        register(login);
        logInFrom("198.51.100.1", login, PASSWORD).expectStatus().isOk();
        for (var i = 0; i < 11; i++) {
            logInFrom("198.51.100.1", anyLogin(), "wrong");
        }
        code(logInFrom("198.51.100.1", anyLogin(), "wrong"), 429, "LOGIN_LOCKED");

        logInFrom("198.51.100.1", login, PASSWORD).expectStatus().isOk();
    }

    @Test
    void givenARefreshToken_itIsRenewed_untilTheSessionEnds() {
        register(login);
        var first = token(logIn(PASSWORD), "refresh_token");
        var second = token(refresh(first), "refresh_token");

        post("/api/v1/auth/logout", Map.of("refresh_token", second))
                .expectStatus()
                .isNoContent()
                .expectBody()
                .isEmpty();

        code(refresh(second), 401, "INVALID_REFRESH_TOKEN");
    }

    @Test
    void givenAnAccountThatIsGone_itsTokenIsGoodForNothing() {
        code(
                client.get()
                        .uri("/api/v1/me")
                        .header(HttpServer.CALLER, player.value() + " PLAYER")
                        .exchange(),
                401,
                "UNAUTHENTICATED");
    }

    @Test
    void givenGameServers_anAdministratorListsThem_newestFirst() {
        create("eu-1").expectStatus().isCreated();
        clock.advance(Duration.ofSeconds(1));
        create("eu-2").expectStatus().isCreated();
        code(create("EU-1"), 409, "NAME_TAKEN");

        admin("/api/v1/admin/game-servers?limit=1")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].name")
                .isEqualTo("eu-2")
                .jsonPath("$.next_cursor")
                .isEqualTo("1");
        admin("/api/v1/admin/game-servers?limit=1&cursor=1")
                .expectBody()
                .jsonPath("$.items[0].name")
                .isEqualTo("eu-1")
                .jsonPath("$.next_cursor")
                .isEmpty();
    }

    @Test
    void givenANewGameServer_itsPasswordIsHashedOnce_beforeTheTransaction() {
        create("eu-1").expectStatus().isCreated();

        assertThat(passwords.hashedInsideOfATransaction).containsExactly(false);
    }

    @Test
    void givenAGameServer_itIsReadByIdAndRevoked() {
        var id = token(create("eu-1"), "id");
        var path = "/api/v1/admin/game-servers/" + id;

        admin(path)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.revoked")
                .isEqualTo(false)
                .jsonPath("$.password")
                .doesNotExist();
        code(delete(path, null), 428, "IF_MATCH_REQUIRED");
        code(delete(path, "\"2\""), 412, "VERSION_CONFLICT");
        delete(path, "\"1\"").expectStatus().isNoContent().expectBody().isEmpty();
        code(delete(path, "\"2\""), 404, "GAME_SERVER_NOT_FOUND");
        admin(path).expectBody().jsonPath("$.revoked").isEqualTo(true);
        code(admin("/api/v1/admin/game-servers/" + UUID.randomUUID()), 404, "GAME_SERVER_NOT_FOUND");
    }

    @Test
    void givenAPlayer_gameServersAreForbidden() {
        var path = "/api/v1/admin/game-servers";

        code(
                client.get()
                        .uri(path)
                        .header(HttpServer.CALLER, player.value() + " PLAYER")
                        .exchange(),
                403,
                "FORBIDDEN");
        code(client.get().uri(path).exchange(), 401, "UNAUTHENTICATED");
    }

    @Test
    void givenCommandsOfAPlayer_itIsSeenOnceAMinute_outsideOfTheirTransactions() {
        command();
        command();
        assertThat(presence.seen).containsExactly(player);

        clock.advance(Duration.ofMinutes(1));
        command();

        assertThat(presence.seen).containsExactly(player, player);
        assertThat(presence.insideOfATransaction).isFalse();
    }

    @Test
    void givenThatSeeingFails_theCommandGoesOn_andTheNextOneTriesAgain() {
        presence.broken.set(true);
        command().expectStatus().isOk();
        assertThat(presence.seen).isEmpty();

        presence.broken.set(false);
        command();

        assertThat(presence.seen).containsExactly(player);
    }

    @Test
    void givenReadsOrCommandsOfOthers_nobodyIsSeen() {
        client.get()
                .uri("/api/v1/me")
                .header(HttpServer.CALLER, player.value() + " PLAYER")
                .exchange();
        create("eu-1");

        assertThat(presence.seen).isEmpty();
    }

    private ResponseSpec command() {
        return client.post()
                .uri("/api/v1/commands")
                .header(HttpServer.CALLER, player.value() + " PLAYER")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .exchange();
    }

    private ResponseSpec create(String name) {
        return client.post()
                .uri("/api/v1/admin/game-servers")
                .header(HttpServer.CALLER, ADMIN)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .bodyValue(Map.of("name", name))
                .exchange();
    }

    private ResponseSpec admin(String path) {
        return client.get().uri(path).header(HttpServer.CALLER, ADMIN).exchange();
    }

    private ResponseSpec delete(String path, @Nullable String version) {
        return client.delete()
                .uri(path)
                .headers(headers -> {
                    headers.set(HttpServer.CALLER, ADMIN);
                    if (version != null) {
                        headers.set("If-Match", version);
                    }
                })
                .exchange();
    }

    private ResponseSpec register(String name) {
        return post("/api/v1/auth/register", Map.of("login", name, "password", PASSWORD, "display_name", "Anna"));
    }

    private ResponseSpec logIn(String password) {
        return post("/api/v1/auth/login", Map.of("login", login, "password", password));
    }

    private ResponseSpec logInFrom(String address, String name, String password) {
        return client.post()
                .uri("/api/v1/auth/login")
                .header("X-Forwarded-For", address)
                .bodyValue(Map.of("login", name, "password", password))
                .exchange();
    }

    private ResponseSpec refresh(String token) {
        return post("/api/v1/auth/refresh", Map.of("refresh_token", token));
    }

    private ResponseSpec post(String path, Map<String, String> body) {
        return client.post().uri(path).bodyValue(body).exchange();
    }

    private static String token(ResponseSpec answer, String name) {
        var body = answer.expectStatus()
                .is2xxSuccessful()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return String.valueOf(Objects.requireNonNull(body).get(name));
    }

    private static WebTestClient.BodyContentSpec code(ResponseSpec answer, int status, String code) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    /// Abstract, so that no scan takes it into a program.
    @RestController
    abstract static class Commands {
        @PostMapping("/api/v1/commands")
        @Allow(Role.PLAYER)
        Mono<ResponseEntity<String>> command() {
            return Mono.just(Answer.ok("done"));
        }
    }

    /// Whether a connection waited for each hash.
    private static final class WatchedPasswords implements Passwords {
        private final PlainPasswords plain = new PlainPasswords();
        private final List<Boolean> hashedInsideOfATransaction = new CopyOnWriteArrayList<>();

        @Override
        public Mono<String> hash(String password) {
            return Mono.deferContextual(context -> {
                hashedInsideOfATransaction.add(context.hasKey(TransactionContext.class));
                return plain.hash(password);
            });
        }

        @Override
        public Mono<Boolean> matches(String password, String hash) {
            return plain.matches(password, hash);
        }

        @Override
        public Mono<Boolean> matchesNothing(String password) {
            return plain.matchesNothing(password);
        }
    }

    /// Who was seen over HTTP.
    private static final class SeenPlayers implements Presence {
        private final List<PlayerId> seen = new CopyOnWriteArrayList<>();
        private final AtomicBoolean insideOfATransaction = new AtomicBoolean();
        private final AtomicBoolean broken = new AtomicBoolean();

        @Override
        public Mono<Void> seen(PlayerId player, Instant at) {
            return Mono.deferContextual(context -> {
                if (broken.get()) {
                    return Mono.error(new IllegalStateException("no database"));
                }
                insideOfATransaction.compareAndSet(false, context.hasKey(TransactionContext.class));
                seen.add(player);
                return Mono.empty();
            });
        }
    }
}
