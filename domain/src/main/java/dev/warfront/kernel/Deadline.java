package dev.warfront.kernel;

import java.time.Duration;
import java.util.function.Function;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/// How long a command, and each call to a database or another program, may take.
///
/// @param operation each of these, but for the few that are given another time
@Settings("war.timeout")
public record Deadline(Duration operation) {
    private static final Object KEY = Deadline.class;

    public Deadline {
        Ranges.positive("operation", operation);
    }

    /// For the few calls that may take another time than all others:
    /// `work.contextWrite(Deadline.extended(ONE_MINUTE))`.
    public static Function<Context, Context> extended(Duration operation) {
        return context -> context.put(KEY, operation);
    }

    /// What a call below this context may take.
    public Duration operation(ContextView context) {
        return context.<Duration>getOrEmpty(KEY).orElse(operation);
    }
}
