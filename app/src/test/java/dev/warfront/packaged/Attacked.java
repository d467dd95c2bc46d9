package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.bench.simulator.Credentials;
import dev.warfront.bench.wire.Addresses;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The packaged program under attack, with a heap of 1 GB: one for all attacks, which come one after the
/// other. It is the same process after each of them, and somebody else is served meanwhile.
final class Attacked implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(30);

    /// Of HTTP, and of RSocket: with fewer than in production it takes less time to hold them all.
    static final int CONNECTIONS_MAX = Depth.isDeep() ? 8_000 : 1_000;

    /// As in production.
    static final int RSOCKET_PER_ADDRESS_MAX = 500;

    private final EmbeddedServers servers = EmbeddedServers.temporary();

    private final PackagedProgram program = PackagedProgram.named("attacked", servers)
            .withHeap("1g")
            .with("warfront.score.stranger-rows-max", 100) // the demo's is higher
            .with("warfront.http.connections-max", CONNECTIONS_MAX)
            .with("warfront.rsocket.connections-max", CONNECTIONS_MAX)
            .with("warfront.http.limits.unverified.tokens", 10)
            .with("warfront.http.limits.unverified.burst", 50)
            .with("warfront.rsocket.limits.per-address-max", RSOCKET_PER_ADDRESS_MAX)
            .with("warfront.rsocket.limits.address-requests-per-second", 200)
            .with("warfront.rsocket.limits.address-requests-burst", 2_000)
            .start();

    private final Credentials credentials = program.credentials();

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

    /// How long its log is.
    long logBytes() throws IOException {
        return Files.size(program.log());
    }

    /// The end of its log.
    String logTail() {
        return program.logTail();
    }

    /// As {@link #assertSurvives(Siege)}.
    void assertSurvives(Attack attack) throws Exception {
        assertSurvives(_ -> attack.run());
    }

    /// Attacks it, and fails unless it lives on and a bystander was served all the time.
    void assertSurvives(Siege attack) throws Exception {
        var pid = program.pid();
        try (var bystander = Bystander.of(addresses(), credentials)) {
            attack.run(bystander);
            bystander.assertServed();
        }
        assertThat(program.isRunning()).as(program.logTail()).isTrue();
        assertThat(program.pid()).isEqualTo(pid);
        var readiness = new Readiness(addresses().http());
        Await.until(READY, "ready after the attack", readiness::holds, ready -> ready);
    }

    @Override
    public void close() {
        program.close();
        servers.close();
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
