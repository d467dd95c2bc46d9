package dev.warfront.kernel;

/// What must be unique belongs to somebody else already. Nothing was stored.
public final class AlreadyTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String constraint;

    /// @param constraint which uniqueness it is, as the database names it
    public AlreadyTaken(String constraint, Throwable cause) {
        super(constraint + " is taken", cause);
        this.constraint = constraint;
    }

    /// Found by looking, not by a failed statement.
    public AlreadyTaken(String constraint) {
        super(constraint + " is taken");
        this.constraint = constraint;
    }

    public String constraint() {
        return constraint;
    }
}
