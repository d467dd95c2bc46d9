package dev.warfront.identity.http;

import static dev.warfront.identity.TestIdentity.NOW;
import static dev.warfront.identity.TestIdentity.PASSWORD;
import static dev.warfront.identity.TestIdentity.RULES;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.identity.IdentityGame;
import dev.warfront.identity.IdentityGame.Neighbours;
import dev.warfront.identity.IdentityPorts;
import dev.warfront.identity.TestIdentity;
import dev.warfront.identity.crypto.DerivedSecrets;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TokenBuckets.Rate;
import dev.warfront.kernel.cache.ClockTicker;
import dev.warfront.kernel.crypto.TestSealer;
import dev.warfront.kernel.http.ClientAddresses;
import dev.warfront.kernel.http.ConnectionSettings;
import dev.warfront.kernel.http.HttpServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/// The routes of identity on ports in memory behind the real security chain, and requests to them.
final class IdentityApi implements AutoCloseable {
    static final String ADMIN = TestIdentity.ADMIN.value() + " ADMIN";

    /// So that a request says where it comes from.
    private static final ConnectionSettings BEHIND_A_PROXY = new ConnectionSettings(
            100, 50, Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(30), List.of("127.0.0.0/8"));

    final MutableClock clock = new MutableClock(NOW);
    final IdentityGame game;
    private final HttpServer server;
    private final WebTestClient client;

    IdentityApi() {
        this(Neighbours.quiet());
    }

    /// @param more controllers of the test's own
    IdentityApi(Neighbours neighbours, Object... more) {
        this(neighbours, (_, controllers) -> HttpServer.of(controllers), more);
    }

    private IdentityApi(Neighbours neighbours, BiFunction<Ticker, Object[], HttpServer> start, Object... more) {
        var ports = IdentityPorts.inMemory(new DirectTransactions(), clock);
        game = new IdentityGame(ports, new DerivedSecrets(TestSealer.SEALER), clock, neighbours);
        var controllers = controllers(neighbours);
        controllers.addAll(List.of(more));
        server = start.apply(new ClockTicker(clock), controllers.toArray());
        client = server.client();
    }

    /// One that takes so many log-ins.
    ///
    /// @param atHome of all who were at an address before
    static IdentityApi limitedLogIns(Rate rate, Rate atHome) {
        return new IdentityApi(
                Neighbours.quiet(),
                (ticker, controllers) -> HttpServer.limitedLogIns(rate, atHome, ticker, controllers));
    }

    /// One that takes so many refreshes.
    static IdentityApi limitedRefreshes(Rate rate) {
        return new IdentityApi(
                Neighbours.quiet(), (ticker, controllers) -> HttpServer.limitedRefreshes(rate, ticker, controllers));
    }

    private List<Object> controllers(Neighbours neighbours) {
        var problems = new IdentityProblems();
        var addresses = new ClientAddresses(BEHIND_A_PROXY);
        return new ArrayList<>(List.of(
                new AuthController(game.register, game.logIn, game.refresh, game.logOut, problems, addresses),
                new RegistrationLimit(RULES),
                new LoginRate(game.loginPlaces),
                new RefreshRate(game.refreshOwners),
                new GameServerController(
                        game.createServer, game.revokeServer, game.exchangeKey, game.ports.servers(), problems),
                new NewServerFilter(game.newServers),
                new MeController(game.ports.accounts(), problems),
                new PlayerController(game.ports.players(), problems),
                new PresenceFilter(neighbours.presence(), clock),
                new SanctionLimit(RULES),
                new SanctionController(game.applySanction, game.liftSanction, game.staffAccounts, problems),
                new OwnSanctionController(game.staffAccounts, game.appealSanction, problems)));
    }

    /// How a request says that it is by a player.
    static String player(PlayerId id) {
        return id.value() + " PLAYER";
    }

    WebTestClient client() {
        return client;
    }

    ResponseSpec register(String login) {
        return post("/api/v1/auth/register", Map.of("login", login, "password", PASSWORD, "display_name", "Anna"));
    }

    ResponseSpec logIn(String login, String password) {
        return post("/api/v1/auth/login", Map.of("login", login, "password", password));
    }

    ResponseSpec logInFrom(String address, String login, String password) {
        return client.post()
                .uri("/api/v1/auth/login")
                .header("X-Forwarded-For", address)
                .bodyValue(Map.of("login", login, "password", password))
                .exchange();
    }

    ResponseSpec refresh(String token) {
        return post("/api/v1/auth/refresh", Map.of("refresh_token", token));
    }

    ResponseSpec createServer(String name) {
        return post("/api/v1/admin/game-servers", ADMIN, Map.of("name", name));
    }

    ResponseSpec get(String path, String by) {
        return client.get().uri(path).header(HttpServer.CALLER, by).exchange();
    }

    /// By nobody.
    ResponseSpec post(String path, Map<String, ?> body) {
        return client.post().uri(path).bodyValue(body).exchange();
    }

    ResponseSpec post(String path, String by, Map<String, ?> body) {
        return client.post()
                .uri(path)
                .header(HttpServer.CALLER, by)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .bodyValue(body)
                .exchange();
    }

    /// One of the answer's body.
    static String field(ResponseSpec answer, String name) {
        var body = answer.expectStatus()
                .is2xxSuccessful()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return String.valueOf(Objects.requireNonNull(body).get(name));
    }

    static BodyContentSpec code(ResponseSpec answer, int status, String code) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    @Override
    public void close() {
        server.close();
    }
}
