package dev.warfront.kernel;

/// A compare-and-set found another version than the one it was decided on: somebody else was first. Nothing was
/// written. Decide again from what is stored now; a version that a client named is not tried again.
public final class StaleWrite extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleWrite(String what) {
        super("stale write of " + what);
    }
}
