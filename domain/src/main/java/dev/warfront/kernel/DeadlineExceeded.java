package dev.warfront.kernel;

/// Something took longer than its deadline and was given up. Whether it was done is not known; inside a transaction
/// nothing was.
public final class DeadlineExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param what was given up
    public DeadlineExceeded(String what) {
        super(what + " took too long");
    }

    public DeadlineExceeded(String what, Throwable cause) {
        super(what + " took too long", cause);
    }
}
