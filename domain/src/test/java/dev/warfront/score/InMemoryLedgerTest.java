package dev.warfront.score;

import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;

class InMemoryLedgerTest
        implements LedgerContract, SeenEventsContract, LedgerFeedContract, VerifiedSumsContract, EventVerdictsContract {
    private final InMemoryLedger ledger = new InMemoryLedger();

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Transactions transactions() {
        return ledger;
    }

    @Override
    public VerifiedSums sums() {
        return ledger;
    }

    @Override
    public EventVerdicts verdicts() {
        return new InMemoryEventVerdicts(ledger);
    }

    @Override
    public void damage(WarId war, TotalKey key, long points) {
        ledger.damage(war, key, points);
    }
}
