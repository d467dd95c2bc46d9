package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.http.HttpStatus;

/// What an orchestrator asks again and again.
class LivenessHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void givenAProgramThatLives_itSaysSoInOneWord_toEveryone() {
        try (var server = HttpServer.of(new LivenessController(said(LivenessState.CORRECT)))) {
            server.client()
                    .get()
                    .uri("/actuator/health/liveness")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void givenABrokenProgram_itIsToBeStartedAnew() {
        var answer = Objects.requireNonNull(
                new LivenessController(said(LivenessState.BROKEN)).liveness().block(PATIENCE));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    private static ApplicationAvailability said(LivenessState state) {
        var availability = new ApplicationAvailabilityBean();
        availability.onApplicationEvent(new AvailabilityChangeEvent<>(LivenessHttpTest.class, state));
        return availability;
    }
}
