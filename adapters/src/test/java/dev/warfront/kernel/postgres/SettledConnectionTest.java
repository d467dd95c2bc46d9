package dev.warfront.kernel.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/// What the next user of a connection waits for, by a driver that answers when it is told to.
class SettledConnectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofMillis(100);

    private final Sinks.Empty<Void> answer = Sinks.empty();
    private final List<String> asked = new ArrayList<>();
    private boolean isOpen;
    private final SettledConnection connection = new SettledConnection(driver(), PATIENCE);

    @Test
    void givenNothingUnderWay_itIsGivenAtOnce() {
        connection.postAllocate().as(StepVerifier::create).expectComplete().verify(PATIENCE);

        assertThat(asked).isEmpty();
    }

    @Test
    void givenABeginThatNobodyWaitsFor_theNextOneWaitsForItsAnswer_andItIsRolledBack() {
        connection.beginTransaction().as(StepVerifier::create).thenCancel().verify(PATIENCE);

        connection
                .postAllocate()
                .as(StepVerifier::create)
                .expectSubscription()
                .then(() -> assertThat(asked).containsExactly("beginTransaction"))
                .then(() -> {
                    isOpen = true;
                    answer.tryEmitEmpty().orThrow();
                })
                .expectComplete()
                .verify(PATIENCE);

        assertThat(asked).containsExactly("beginTransaction", "rollbackTransaction");
    }

    @Test
    void givenARollBackThatTakesLong_theNextOneWaitsForIt_andNothingIsRolledBackTwice() {
        isOpen = true;
        connection.rollbackTransaction().as(StepVerifier::create).thenCancel().verify(PATIENCE);

        connection
                .postAllocate()
                .as(StepVerifier::create)
                .expectSubscription()
                .expectNoEvent(SOON)
                .then(() -> {
                    isOpen = false;
                    answer.tryEmitEmpty().orThrow();
                })
                .expectComplete()
                .verify(PATIENCE);

        assertThat(asked).containsExactly("rollbackTransaction");
    }

    /// As a roll-back is that the driver skips, since it knows of no transaction yet.
    @Test
    void givenABeginUnderWay_andAStepBehindItThatIsAnsweredAtOnce_theNextOneStillWaits() {
        connection.beginTransaction().as(StepVerifier::create).thenCancel().verify(PATIENCE);
        connection.commitTransaction().as(StepVerifier::create).expectComplete().verify(PATIENCE);

        connection
                .postAllocate()
                .as(StepVerifier::create)
                .expectSubscription()
                .expectNoEvent(SOON)
                .then(() -> answer.tryEmitEmpty().orThrow())
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenADriverThatDoesNotAnswer_theConnectionIsOfNoUse() {
        var silent = new SettledConnection(driver(), SOON);
        silent.beginTransaction().as(StepVerifier::create).thenCancel().verify(PATIENCE);

        silent.postAllocate()
                .as(StepVerifier::create)
                .expectError(R2dbcTimeoutException.class)
                .verify(PATIENCE);
    }

    @Test
    void givenABeginThatFails_theConnectionIsGiven() {
        connection.beginTransaction().as(StepVerifier::create).thenCancel().verify(PATIENCE);

        connection
                .postAllocate()
                .as(StepVerifier::create)
                .expectSubscription()
                .expectNoEvent(SOON)
                .then(() -> answer.tryEmitError(new IllegalStateException("no")).orThrow())
                .expectComplete()
                .verify(PATIENCE);
    }

    private Connection driver() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (_, method, _) -> switch (method.getName()) {
                    case "isAutoCommit" -> !isOpen;
                    case "commitTransaction" -> Mono.empty();
                    default -> asked(method.getName());
                });
    }

    private Mono<Void> asked(String step) {
        return Mono.defer(() -> {
            asked.add(step);
            return answer.asMono();
        });
    }
}
