package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.StreamRules;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.exceptions.InvalidException;
import io.rsocket.exceptions.RejectedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/// What a client may not ask for, and what of it is let go.
@Execution(ExecutionMode.CONCURRENT)
class BoundedStreamsTest extends StreamsOverSockets {
    @Test
    void givenAClientThatVanishes_nothingOfItStays() {
        var script = scripted.script("state.vanish").begin(1);
        var client = fixture.client();
        var streams = Flux.range(0, 5).flatMap(_ -> client.stream("state.vanish"));
        StepVerifier.create(streams)
                .expectNextCount(5)
                .then(client::close)
                .expectError()
                .verify(PATIENCE);

        eventually(() -> fixture.metrics().subscriptions() == 0 && script.subscribers() == 0);
    }

    @Test
    void givenAnUnknownThingOrBadData_theErrorIsACode() {
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream("missing.x"))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "NOT_FOUND"))
                    .verify(PATIENCE);
            StepVerifier.create(client.stream("no.such.route"))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "NOT_FOUND"))
                    .verify(PATIENCE);
            StepVerifier.create(client.stream("broken"))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "INTERNAL_ERROR"))
                    .verify(PATIENCE);
            scripted.script("state.bad").begin(1);
            for (var data : List.<Object>of(
                    new byte[] {'{', 'x'},
                    Map.of("resume", Map.of("epoch", -1, "last_seq", 1)),
                    Map.of("resume", Map.of("epoch", 1)),
                    Map.of("resume", "yes"))) {
                StepVerifier.create(client.stream("state.bad", data))
                        .expectErrorSatisfies(error -> assertCode(error, InvalidException.class, "VALIDATION_FAILED"))
                        .verify(PATIENCE);
            }
        }
    }

    @Test
    void givenTooManySubscriptions_theNextIsRejectedUntilOneEnds() {
        scripted.script("state.many").begin(1);
        try (var client = fixture.client()) {
            var held = Flux.range(0, 32).flatMap(_ -> client.stream("state.many"), 32);
            StepVerifier.create(held)
                    .expectNextCount(32)
                    .then(() -> StepVerifier.create(client.stream("state.many"))
                            .expectErrorSatisfies(error -> assertCode(error, RejectedException.class, "RETRY_AFTER"))
                            .verify(PATIENCE))
                    .thenCancel()
                    .verify(PATIENCE);
            eventually(() -> fixture.metrics().subscriptions() == 0);
            StepVerifier.create(client.stream("state.many"))
                    .expectNextCount(1)
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenTime_heartbeatsRepeatTheLastNumberAndIdleSubscribersAreLetGo() {
        var quick =
                new StreamRules(Duration.ofMillis(50), Duration.ofMillis(300), 256, 32, Duration.ZERO, Duration.ZERO);
        try (var hasty = new StreamFixture(quick, StreamFixture.SETTINGS, (_, _) -> List.of());
                var client = hasty.client()) {
            hasty.scripted().script("state.beat").begin(4);
            StepVerifier.create(client.stream("state.beat"), 3)
                    .expectNextCount(1)
                    .assertNext(frame -> {
                        assertThat(kind(frame)).isEqualTo("HEARTBEAT");
                        assertThat(frame.get("seq").asLong()).isEqualTo(4);
                    })
                    .expectNextCount(1)
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "SLOW_CONSUMER"))
                    .verify(PATIENCE);
            assertThat(hasty.count("war.slow.consumers")).isEqualTo(1);
        }
    }
}
