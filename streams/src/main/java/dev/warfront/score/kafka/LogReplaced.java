package dev.warfront.score.kafka;

import java.util.UUID;

/// The log was deleted and made anew under its reader.
final class LogReplaced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogReplaced(UUID now) {
        super("the log is another one, " + now);
    }
}
