package dev.warfront.score;

import dev.warfront.kernel.Transactions;

/// A ledger with what stands beside it, as its contracts need it.
public interface LedgerPorts {
    Ledger ledger();

    /// The transactions of that ledger.
    Transactions transactions();

    /// What it adds up to.
    VerifiedSums sums();

    /// A partition and a war of their own, for one test.
    default TestPartition partition() {
        return new TestPartition(ledger(), transactions(), sums());
    }
}
