package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/// What an orchestrator asks again and again.
@Isolated
class ProbesHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ASKERS = 500;

    private final Sinks.One<Boolean> found = Sinks.one();
    private final AtomicInteger looks = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"CORRECT, 200, UP", "BROKEN, 503, DOWN"})
    void givenALivenessState_itIsToldInOneWord_toEveryone(LivenessState state, int status, String word) {
        try (var server = HttpServer.of(new ProbeController(said(state), () -> Mono.just(true)))) {
            assertSays(server.client(), "/actuator/health/liveness", status, word);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 200, UP", "false, 503, DOWN"})
    void givenAProgramThatIsReadyOrNot_itSaysSoInOneWord_toEveryone(boolean ready, int status, String word) {
        try (var server = HttpServer.of(new ProbeController(said(LivenessState.CORRECT), () -> Mono.just(ready)))) {
            assertSays(server.client(), "/actuator/health/readiness", status, word);
        }
    }

    @Test
    void givenManyWhoAskAtOnce_theProgramLooksOnce() {
        var probes = new ProbeController(said(LivenessState.CORRECT), counted(found.asMono()));

        StepVerifier.create(Flux.range(0, ASKERS).flatMap(_ -> probes.getReadiness(), ASKERS))
                .then(() -> assertThat(looks).hasValue(1))
                .then(() -> found.emitValue(true, Sinks.EmitFailureHandler.FAIL_FAST))
                .expectNextCount(ASKERS)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(looks).hasValue(1);
    }

    /// Asked every 50 ms for 2 s.
    @ParameterizedTest
    @CsvSource({"true, 2", "false, 20"})
    void givenAnAnswerOfASecondAgo_orOfATenthWhenItWasNotReady_theProgramLooksAgain(boolean ready, int times) {
        StepVerifier.withVirtualTime(() -> {
                    var probes = new ProbeController(said(LivenessState.CORRECT), counted(Mono.just(ready)));
                    return Flux.interval(Duration.ofMillis(50))
                            .take(40)
                            .concatMap(_ -> probes.getReadiness())
                            .then(Mono.fromSupplier(looks::get));
                })
                .thenAwait(Duration.ofSeconds(2))
                .expectNext(times)
                .expectComplete()
                .verify(PATIENCE);
    }

    private Readiness counted(Mono<Boolean> answer) {
        return () -> answer.doOnSubscribe(_ -> looks.incrementAndGet());
    }

    private static void assertSays(WebTestClient client, String path, int status, String word) {
        client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .isEqualTo("{\"status\":\"" + word + "\"}");
    }

    private static ApplicationAvailability said(LivenessState state) {
        var availability = new ApplicationAvailabilityBean();
        availability.onApplicationEvent(new AvailabilityChangeEvent<>(ProbesHttpTest.class, state));
        return availability;
    }
}
