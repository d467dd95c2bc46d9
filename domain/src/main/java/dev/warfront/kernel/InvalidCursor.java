package dev.warfront.kernel;

/// A cursor that no list ever answered. The client made it up, or mixed two lists.
public final class InvalidCursor extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidCursor() {
        super("not a cursor of this list");
    }
}
