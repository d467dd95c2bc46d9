package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.simulator.Credentials.Login;
import dev.warfront.bench.wire.Wire;
import dev.warfront.testing.Depth;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a stranger may try with log-ins and registrations without keeping anybody out. Each attack once got
/// through.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(Attacked.Shared.class)
class IdentityAttackIT {

    private static final Duration ANSWERED = Duration.ofMinutes(2);

    /// In which an address gets its tokens back one by one, until it has failed so often that it is locked.
    private static final Duration REFUSED = Duration.ofMinutes(5);

    private static final String PASSWORD = "correct horse battery staple";

    /// Of one address in an hour, as shipped.
    private static final int REGISTRATIONS = 3;

    private static final int ADDRESSES = Depth.isDeep() ? 200 : 40;

    /// Where the administrator was before.
    private static final String HOME = "127.0.0.1";

    /// So many wrong ones lock a login, as shipped.
    private static final int GUESSES = 5;

    /// Its rate refuses an address long before it has failed so often that it is locked; that takes minutes.
    private static final String REFUSAL = Depth.isDeep() ? "LOGIN_LOCKED" : "RATE_LIMITED";

    /// Of this run.
    private final String mark = UUID.randomUUID().toString().substring(0, 6);

    private final Attacked attacked;

    IdentityAttackIT(Attacked attacked) {
        this.attacked = attacked;
    }

    @Test
    void registrationsOfManyAddresses_whileSomebodyUnknownAndAnOwnerLogIn() throws Exception {
        var owner = registered("127.0.11.2");
        attacked.assertSurvives(() -> {
            var statuses = new TreeMap<Integer, Integer>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var registering = IntStream.range(0, ADDRESSES * REGISTRATIONS)
                        .mapToObj(i -> threads.submit(() -> register(i)))
                        .toList();
                assertThat(logInMeanwhile("127.0.11.1", unknown())).isEqualTo(401);
                assertThat(logInMeanwhile("127.0.11.2", owner)).isEqualTo(200);
                for (var each : registering) {
                    statuses.merge(each.get(), 1, Integer::sum);
                }
            }
            assertThat(statuses).containsKeys(201, 503);
            assertThat(statuses.keySet()).isSubsetOf(201, 503, 504);
            assertThat(logIn("127.0.11.4", unknown())).isEqualTo(401);
        });
    }

    /// Each of a stranger of its own, so that none is one too many for its address.
    @Test
    void wrongGuessesFromElsewhere_keepNoOwnerOut() throws Exception {
        var player = registered("127.0.11.3");
        var admin = attacked.credentials().admin();
        var server = attacked.credentials().server();
        attacked.assertSurvives(() -> {
            guess(player);
            attacked.stranger()
                    .raw("POST", "/auth/login", Wire.JSON.writeValueAsString(credentials(player)))
                    .refused(429, "LOGIN_LOCKED");
            guess(admin);
            guess(server);

            assertThat(logIn("127.0.11.3", player)).isEqualTo(200);
            assertThat(logIn(HOME, admin)).isEqualTo(200);
            assertThat(logIn("127.0.11.8", server)).isEqualTo(200);
        });
    }

    /// Until the address is refused: what it may try within a minute is used up, or it is locked.
    @Test
    void wrongGuessesOfNeighbours_keepNobodyOutWhoWasThere() throws Exception {
        var player = registered("127.0.11.9");
        attacked.assertSurvives(() -> {
            var neighbour = attacked.httpFrom("127.0.11.9");
            Await.until(REFUSED, "a refusal", () -> codeOfGuess(neighbour), REFUSAL::equals);

            assertThat(logIn("127.0.11.9", player)).isEqualTo(200);
            assertThat(logIn("127.0.11.9", attacked.credentials().server())).isEqualTo(200);
        });
    }

    private void guess(Login owner) {
        for (var i = 0; i < GUESSES; i++) {
            var answer = attacked.stranger().logIn(owner.name(), "wrong guess " + i);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        }
    }

    /// What a guess at a login that is nobody's is refused with.
    private String codeOfGuess(Http http) {
        var answer = http.logIn(unknown().name(), "wrong guess");
        assertThat(answer.status()).as(answer.toString()).isIn(401, 429);
        return answer.json().path("code").asString("");
    }

    /// A player who was at an address.
    private Login registered(String source) {
        var player = new Login("player-" + UUID.randomUUID().toString().substring(0, 8), PASSWORD);
        var http = attacked.httpFrom(source);
        var answer = http.post("/auth/register", registration(player.name())).send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(logIn(source, player)).isEqualTo(200);
        return player;
    }

    /// Answers the status.
    private int logIn(String source, Login login) {
        return attacked.httpFrom(source).logIn(login.name(), login.password()).status();
    }

    /// Answers the status, once the machine is fast enough for an answer, and for the tries which that takes.
    private int logInMeanwhile(String source, Login login) {
        return Await.until(
                ANSWERED, "an answer in time", () -> logIn(source, login), status -> status != 504 && status != 429);
    }

    private static Login unknown() {
        return new Login("nobody-" + UUID.randomUUID().toString().substring(0, 8), PASSWORD);
    }

    /// The nth of a flood; answers the status.
    private int register(int n) throws IOException {
        var body = Wire.JSON.writeValueAsString(registration("flood-" + mark + "-" + n));
        try (var connection = RawHttp.from(
                "127.0.12." + (1 + n % ADDRESSES), attacked.addresses().http())) {
            connection.send("POST /api/v1/auth/register HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            return RawHttp.statuses(connection.answers(ANSWERED)).getFirst();
        }
    }

    private static Map<String, String> registration(String login) {
        return Map.of("login", login, "password", PASSWORD, "display_name", login);
    }

    private static Map<String, String> credentials(Login login) {
        return Map.of("login", login.name(), "password", login.password());
    }
}
