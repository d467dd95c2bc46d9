package dev.warfront.kernel.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which instants of a client can be stored and read by everybody: from 1970 to the end of the year 9999.
public final class StorableInstants {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private StorableInstants() {}

    /// Throws {@link ProblemException} 400 `VALIDATION_FAILED` with `RANGE` at the field unless it is one, or null.
    public static void require(String field, @Nullable Instant instant) {
        if (instant != null && (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST))) {
            throw new ProblemException(Problem.invalid(Violation.RANGE, field));
        }
    }
}
