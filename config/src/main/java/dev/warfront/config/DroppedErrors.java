package dev.warfront.config;

import dev.warfront.kernel.Occasionally;
import io.rsocket.RSocketErrorException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.DisconnectedClientHelper;

/// Errors that came when their stream was already over, so that nobody could be given them. A client that went away in
/// the middle of an answer is the usual one, and no error of the program. A channel that is closed may have been one to
/// a server, so that is told.
final class DroppedErrors implements Consumer<Throwable> {
    private static final Logger log = LoggerFactory.getLogger(DroppedErrors.class);
    private static final int CAUSES_MAX = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Occasionally errors = Occasionally.every(PAUSE);
    private final Occasionally closed = Occasionally.every(PAUSE);

    @Override
    public void accept(Throwable error) {
        if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
            log.debug("a client went away: {}", error.toString());
        } else if (error instanceof RSocketErrorException || error instanceof CancellationException) {
            log.debug("a client ended a stream that was over: {}", error.toString());
        } else if (isClosedChannel(error)) {
            closed.act(more -> log.warn("a connection was closed: {}; {} more like it", error.toString(), more));
        } else {
            errors.act(more -> log.error("an error came after the end of its stream; {} more like it", more, error));
        }
    }

    private static boolean isClosedChannel(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(CAUSES_MAX)
                .anyMatch(ClosedChannelException.class::isInstance);
    }
}
