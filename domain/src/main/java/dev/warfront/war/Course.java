package dev.warfront.war;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a war entered the phases it went through; null for those it did not.
public record Course(
        @Nullable Instant preparationAt,
        @Nullable Instant activeAt,
        @Nullable Instant endingAt) {
    static final Course START = new Course(null, null, null);

    public boolean everActive() {
        return activeAt != null;
    }

    Course prepared(Instant at) {
        return new Course(at, activeAt, endingAt);
    }

    Course activated(Instant at) {
        return new Course(preparationAt, at, endingAt);
    }

    Course ending(Instant at) {
        return new Course(preparationAt, activeAt, at);
    }
}
