package dev.warfront.kernel;

import java.time.Duration;

/// Something this work needs cannot be had now: a server is away, or a bounded queue is full. Nothing was done; the
/// same request may succeed a little later.
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// How long the next attempt should wait, unless something better is known.
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    public Unavailable(String what) {
        super(what + " is not available");
    }

    public Unavailable(String what, Throwable cause) {
        super(what + " is not available", cause);
    }
}
