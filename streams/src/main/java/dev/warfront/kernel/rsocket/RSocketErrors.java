package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Occasionally;
import io.rsocket.RSocketErrorException;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.exceptions.InvalidException;
import io.rsocket.exceptions.RejectedException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Errors as clients get them: an error frame whose message is a stable code and nothing else.
public final class RSocketErrors {
    private static final Logger log = LoggerFactory.getLogger(RSocketErrors.class);

    private static final Occasionally troubles = Occasionally.every(Duration.ofSeconds(1));

    private RSocketErrors() {}

    /// The request was understood and is answered with a code.
    public static RSocketErrorException with(String code) {
        return new ApplicationErrorException(code);
    }

    /// As {@link #with}, because of a failure that is logged.
    public static RSocketErrorException because(String code, Throwable failure) {
        troubles.act(more -> log.warn("answered {}: {}; {} more like it", code, failure.toString(), more));
        return with(code);
    }

    public static RSocketErrorException notFound() {
        return with("NOT_FOUND");
    }

    public static RSocketErrorException forbidden() {
        return with(EndCode.FORBIDDEN.name());
    }

    /// The data of the request is malformed or out of range.
    public static RSocketErrorException invalid() {
        return new InvalidException("VALIDATION_FAILED");
    }

    /// Nothing was begun; the same request may succeed later.
    static RSocketErrorException retryLater() {
        return new RejectedException(EndCode.RETRY_AFTER.name());
    }

    /// What a client may see of a failure: of our own errors the code, of bugs and trouble no more than that
    /// it was one.
    static Throwable of(Throwable failure) {
        if (failure instanceof RSocketErrorException) {
            return failure;
        }
        if (!(failure instanceof CancellationException)) { // its client has gone
            troubles.act(more -> log.warn("request failed; {} more like it", more, failure));
        }
        return with("INTERNAL_ERROR");
    }
}
