package dev.warfront.kernel.rsocket;

/// Why a stream is over: the code of its END frame or, where there is no demand for one, of its error.
public enum EndCode {
    /// What it shows is over, and its last frame was sent.
    COMPLETED,
    /// The subscriber asked for nothing for too long.
    SLOW_CONSUMER,
    FORBIDDEN,
    TOKEN_EXPIRED,
    /// Too much at the moment: try again later.
    RETRY_AFTER,
    /// The program stops; another node, or the next run, goes on.
    SHUTDOWN
}
