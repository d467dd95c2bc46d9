package dev.warfront.bench.simulator;

/// Commands that change the same thing one after the other and bring it back to where it was, so that each of them
/// commits, for ever. For one thread at a time.
public interface CommandCycle {
    /// Gives the next command and waits until it is done.
    void next();

    /// Whether the next one is the first of the circle.
    boolean isAtStart();
}
