package dev.warfront.bench.wire;

/// The program, or what it needs, did not answer for as long as this client was told to wait.
public final class Unreachable extends RuntimeException {
    public Unreachable(String what, Throwable cause) {
        super(what, cause);
    }
}
