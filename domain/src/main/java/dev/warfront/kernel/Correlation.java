package dev.warfront.kernel;

import reactor.util.context.ContextView;

/// What a chain of causes carries along in the Reactor context, into logs and event envelopes. Both are text
/// of at most 64 characters.
public final class Correlation {
    /// The request or feed record at the beginning of it all.
    public static final String CORRELATION_ID = "correlationId";

    /// The event or timer that led to this step directly.
    public static final String CAUSATION_ID = "causationId";

    private Correlation() {}

    /// The id of that kind, or an empty text when the chain carries none.
    public static String of(ContextView context, String kind) {
        return context.hasKey(kind) ? context.get(kind) : "";
    }
}
