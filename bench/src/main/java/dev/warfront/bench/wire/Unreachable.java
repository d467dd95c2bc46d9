package dev.warfront.bench.wire;

/// The program, or what it needs, did not answer within the patience of this client.
public final class Unreachable extends RuntimeException {
    public Unreachable(String what, Throwable cause) {
        super(what, cause);
    }
}
