package dev.warfront.kernel.stream;

import java.time.Instant;

/// What a supervised stream is doing.
///
/// @param since when it came into this state
/// @param restarts since the program started
/// @param failures in a row, the last one included; 0 when it runs well
/// @param failure the last one, empty when there was none
public record StreamStatus(String name, State state, Instant since, long restarts, int failures, String failure) {

    /// WAITING was not started yet, BACKING_OFF waits before a restart, COMPLETED had nothing more to do.
    public enum State {
        WAITING,
        RUNNING,
        BACKING_OFF,
        COMPLETED,
        STOPPED
    }
}
