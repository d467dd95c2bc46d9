package dev.warfront.kernel;

/// An account holds less than was to be taken. Nothing was taken.
public final class InsufficientFunds extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param account whose, for the log
    public InsufficientFunds(String account) {
        super(account + " holds too little", null, false, false);
    }
}
