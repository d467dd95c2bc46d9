package dev.warfront.war.postgres;

import dev.warfront.kernel.Event;
import dev.warfront.war.WarEvent;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Counts what happens in wars, as it is committed.
@Component
final class WarMeters {
    private final MeterRegistry metrics;

    WarMeters(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void count(Event event) {
        switch (event) {
            case WarEvent.Declared _ -> transition("DECLARED");
            case WarEvent.PhaseChanged changed -> transition(changed.to().name());
            default -> {}
        }
    }

    private void transition(String to) {
        metrics.counter("war_phase_transitions", "to", to).increment();
    }
}
