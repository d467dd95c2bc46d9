package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.LIMITS;
import static dev.warfront.kernel.rsocket.StreamFixture.RULES;

import dev.warfront.kernel.Allow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/// A server that waits for nobody, for tests of clients that let it wait.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
abstract class ImpatientServer {
    final StreamFixture fixture = new StreamFixture(
            RULES,
            StreamFixture.settings(
                    1_000,
                    new ClientLimits(
                            LIMITS.perAddressMax(),
                            0,
                            LIMITS.anonymousFrameMax(),
                            LIMITS.requestsMax(),
                            LIMITS.requestsPerSecond(),
                            LIMITS.requestsBurst(),
                            LIMITS.addressRequestsPerSecond(),
                            LIMITS.addressRequestsBurst(),
                            LIMITS.unfinishedMax(),
                            Duration.ofMillis(500),
                            LIMITS.heldMax(),
                            LIMITS.heldAnonymousMax(),
                            LIMITS.heldNodeMax(),
                            Duration.ofMillis(10),
                            Duration.ofMillis(200),
                            Duration.ofMillis(600))),
            (_, _) -> List.of(new Slow()));

    /// A route that never answers.
    @Controller
    static final class Slow {
        @MessageMapping("slow")
        @Allow(everyone = true)
        Mono<byte[]> never() {
            return Mono.never();
        }
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    HostileClient hostile() {
        return HostileClient.connect(fixture);
    }
}
