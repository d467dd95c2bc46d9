package dev.warfront.kernel;

/// The database has rolled this transaction back to let another one go on: a deadlock, or a serialization failure.
/// Nothing was written. Doing all of it again from the start is right.
public final class TransactionConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TransactionConflict(Throwable cause) {
        super("the transaction had to give way to another", cause);
    }
}
