package dev.warfront.bench.simulator;

/// Something did not happen in the time it was given.
public final class TooSlow extends RuntimeException {
    TooSlow(String what) {
        super(what);
    }
}
