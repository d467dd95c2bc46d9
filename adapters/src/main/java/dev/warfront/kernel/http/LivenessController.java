package dev.warfront.kernel.http;

import dev.warfront.kernel.Allow;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Whether the program lives, in one word. Asked often and of no worth when it is slow, so it is none of the endpoints
/// of the actuator, which ask for components and details.
@RestController
final class LivenessController {
    private static final ResponseEntity<LivenessJson> UP = ResponseEntity.ok(new LivenessJson("UP"));
    private static final ResponseEntity<LivenessJson> DOWN =
            ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(new LivenessJson("DOWN"));

    private final ApplicationAvailability availability;

    LivenessController(ApplicationAvailability availability) {
        this.availability = availability;
    }

    @GetMapping("/actuator/health/liveness")
    @Allow(everyone = true)
    Mono<ResponseEntity<LivenessJson>> liveness() {
        return Mono.fromSupplier(() -> availability.getLivenessState() == LivenessState.CORRECT ? UP : DOWN);
    }

    /// @param status UP or DOWN
    record LivenessJson(String status) {}
}
