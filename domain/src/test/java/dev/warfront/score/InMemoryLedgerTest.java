package dev.warfront.score;

import dev.warfront.kernel.Transactions;

class InMemoryLedgerTest implements LedgerContract {
    private final InMemoryLedger ledger = new InMemoryLedger();

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Transactions transactions() {
        return ledger;
    }
}
