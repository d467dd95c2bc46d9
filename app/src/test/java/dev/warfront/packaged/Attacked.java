package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.bench.simulator.Credentials;
import dev.warfront.bench.simulator.Credentials.Login;
import dev.warfront.bench.wire.Addresses;
import dev.warfront.testing.Depth;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The packaged program under attack, with the memory of its image, a heap of 1 GB, and the limits that are
/// shipped: one for all attacks, which come one after the other. It is the same process after each of them
/// but the one that takes its heap, and somebody else is served meanwhile.
///
/// Other than shipped are, without `-Ddeep`, some of the times after which somebody slow is closed: long enough
/// that none of them ends what an attack holds before the attack is over, short enough to be waited for. And
/// there may always be fewer connections, so that it takes less time to hold them all ({@link
/// ManyConnectionsIT} holds as many HTTP connections as are shipped, and as many of RSocket, of 20 000).
final class Attacked implements AutoCloseable {

    private static final Duration READY = Duration.ofMinutes(1);

    private static final Duration END = Duration.ofMinutes(2);

    /// Less than an access token lives.
    private static final Duration TOKEN_FOR = Duration.ofMinutes(5);

    /// What an attack may add to the log, however long it lasts.
    private static final long LOG_MAX = 64 << 10;

    /// Of HTTP, and of RSocket.
    static final int CONNECTIONS_MAX = 1_000;

    /// As in production a quarter of all.
    static final int RSOCKET_PER_ADDRESS_MAX = CONNECTIONS_MAX / 4;

    private static final int STRANGERS_OF_A_NETWORK = 250;

    private final EmbeddedServers servers = EmbeddedServers.temporary();

    private final PackagedProgram program;

    private final Credentials credentials;

    private final AtomicInteger strangers = new AtomicInteger();

    private final Token token = new Token();

    private final Token administrator = new Token();

    private Attacked() {
        this("attacked", "1g", CONNECTIONS_MAX);
    }

    /// Another one, beside the one that is shared.
    Attacked(String name, String heap, int connectionsMax) {
        program = PackagedProgram.named(name, servers)
                .asShipped()
                .withFullPasswords()
                .withHeap(heap)
                .with("spring.main.cloud-platform", "kubernetes") // where Boot would believe X-Forwarded-For
                .with("warfront.http.connections-max", connectionsMax)
                .with("warfront.rsocket.connections-max", connectionsMax);
        if (!Depth.isDeep()) {
            program.with("warfront.http.idle", "15s") // as `request-within`
                    .with("warfront.http.unread", "10s")
                    .with("warfront.rsocket.limits.keep-alive-max", "1s")
                    .with("warfront.rsocket.limits.lifetime-max", "18s"); // beyond `unfinished-time`
        }
        program.start();
        credentials = program.credentials();
        var _ = administrator();
    }

    Addresses addresses() {
        return program.addresses();
    }

    EmbeddedServers servers() {
        return servers;
    }

    Credentials credentials() {
        return credentials;
    }

    Http http() {
        return new Http(addresses().http());
    }

    /// From an address of the loopback network that nobody else uses.
    Http httpFrom(String source) {
        return new Http(addresses().http(), source);
    }

    /// From such an address, another one each time: no rate has counted it before.
    Http stranger() {
        var count = strangers.getAndIncrement();
        var network = 64 + count / STRANGERS_OF_A_NETWORK;
        return httpFrom("127.0." + network + "." + (1 + count % STRANGERS_OF_A_NETWORK));
    }

    /// The port for those who run it.
    URI management() {
        return program.management();
    }

    /// What its operators are told of a part of it, UP for example.
    String health(String part) {
        return new Http(management())
                .get("/actuator/health/" + part)
                .send()
                .json()
                .path("status")
                .asString();
    }

    /// What it counts since its start, as its operators read it; 0 for what never happened.
    ///
    /// @param series a name, for the sum over all its labels, or a name with all its labels
    long figure(String series) {
        var answer = new Http(management()).get("/actuator/prometheus").send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body()
                .lines()
                .filter(line -> line.startsWith(series + " ") || line.startsWith(series + "{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /// A bearer token of the administrator, who was here before: guesses from elsewhere do not matter here.
    String administrator() {
        return administrator.of(credentials.admin());
    }

    /// A bearer token of the game server.
    String token() {
        return token.of(credentials.server());
    }

    private String logIn(Login who) {
        var answer = http().logIn(who.name(), who.password());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().path("access_token").asString();
    }

    /// How long its log is.
    private long logBytes() throws IOException {
        return Files.size(program.log());
    }

    /// As {@link #assertSurvives(Siege)}.
    void assertSurvives(Attack attack) throws Exception {
        assertSurvives(_ -> attack.run());
    }

    /// Attacks it, and fails unless it lives on and a bystander was served all the time.
    void assertSurvives(Siege attack) throws Exception {
        var pid = program.pid();
        try (var bystander = Bystander.of(addresses(), token())) {
            attack.run(bystander);
            bystander.assertServed();
        }
        assertThat(program.isRunning()).as(program.logTail()).isTrue();
        assertThat(program.pid()).isEqualTo(pid);
        var readiness = new Readiness(addresses().http());
        Await.until(READY, "ready after the attack", readiness::holds, ready -> ready);
    }

    /// As {@link #assertSurvives(Attack)}, and fails when much of the attack stands in the log.
    void assertSurvivesQuietly(Attack attack) throws Exception {
        var before = logBytes();
        assertSurvives(attack);
        assertThat(logBytes() - before).as(program.logTail()).isLessThan(LOG_MAX);
    }

    /// Takes its heap, of which it must end by itself; does something while it is away; starts it again.
    void assertEndsOfItself(Attack whileAway) throws Exception {
        assertThat(program.exhaustHeap(END)).as(program.logTail()).isEqualTo(PackagedProgram.OUT_OF_MEMORY);
        try {
            whileAway.run();
        } finally {
            program.start();
        }
    }

    @Override
    public void close() {
        program.close();
        servers.close();
    }

    /// Of somebody, for a while. There are fewer log-ins than attacks: more would be refused.
    private final class Token {
        private String value = "";
        private long atNanos;

        String of(Login who) {
            if (value.isEmpty() || System.nanoTime() - atNanos > TOKEN_FOR.toNanos()) {
                value = logIn(who);
                atNanos = System.nanoTime();
            }
            return value;
        }
    }

    @FunctionalInterface
    interface Attack {
        void run() throws Exception;
    }

    /// An attack that asks itself whether somebody is served meanwhile.
    @FunctionalInterface
    interface Siege {
        void run(Bystander meanwhile) throws Exception;
    }

    /// Gives it to the test classes that attack it.
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Attacked.class;
        }

        @Override
        public Attacked resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Attacked.class))
                    .computeIfAbsent(Attacked.class, _ -> new Attacked(), Attacked.class);
        }
    }
}
