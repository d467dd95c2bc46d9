package dev.warfront.war;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a war entered the phases it went through; null for those it did not.
public record PhaseHistory(
        @Nullable Instant preparationAt,
        @Nullable Instant activeAt,
        @Nullable Instant endingAt) {
    static final PhaseHistory START = new PhaseHistory(null, null, null);

    public boolean everActive() {
        return activeAt != null;
    }

    PhaseHistory prepared(Instant at) {
        return new PhaseHistory(at, activeAt, endingAt);
    }

    PhaseHistory activated(Instant at) {
        return new PhaseHistory(preparationAt, at, endingAt);
    }

    PhaseHistory ending(Instant at) {
        return new PhaseHistory(preparationAt, activeAt, at);
    }
}
