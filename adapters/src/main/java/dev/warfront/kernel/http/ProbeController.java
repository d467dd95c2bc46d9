package dev.warfront.kernel.http;

import dev.warfront.kernel.Allow;
import java.time.Duration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Whether the program lives and whether it may be used, each in one word and to everyone. Asked often and of no worth
/// when it is slow: what was found out is said for a second, however many ask, and that it is not ready for less, since
/// somebody waits for that to change. Components and details are told by {@link ManagementServer} alone.
@RestController
@Allow(everyone = true)
@CountsAs(RequestClass.UNCOUNTED)
final class ProbeController {
    private static final Duration READY_FOR = Duration.ofSeconds(1);
    private static final Duration NOT_READY_FOR = Duration.ofMillis(100);
    private static final ResponseEntity<ProbeJson> UP = ResponseEntity.ok(new ProbeJson("UP"));
    private static final ResponseEntity<ProbeJson> DOWN =
            ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(new ProbeJson("DOWN"));

    private final ApplicationAvailability availability;
    private final Mono<ResponseEntity<ProbeJson>> readiness;

    ProbeController(ApplicationAvailability availability, Readiness readiness) {
        this.availability = availability;
        this.readiness = readiness
                .holds()
                .cache(holds -> holds ? READY_FOR : NOT_READY_FOR, _ -> Duration.ZERO, () -> Duration.ZERO)
                .map(ProbeController::answer);
    }

    /// Whether the program lives.
    @GetMapping("/actuator/health/liveness")
    Mono<ResponseEntity<ProbeJson>> getLiveness() {
        return Mono.fromSupplier(() -> answer(availability.getLivenessState() == LivenessState.CORRECT));
    }

    /// Whether the program may be used.
    @GetMapping("/actuator/health/readiness")
    Mono<ResponseEntity<ProbeJson>> getReadiness() {
        return readiness;
    }

    private static ResponseEntity<ProbeJson> answer(boolean holds) {
        return holds ? UP : DOWN;
    }

    /// How it is.
    ///
    /// @param status UP or DOWN
    record ProbeJson(String status) {}
}
