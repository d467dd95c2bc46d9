package dev.warfront.score;

import dev.warfront.kernel.UseCase;
import dev.warfront.kernel.WarId;
import reactor.core.publisher.Mono;

/// Somebody doubts the score of a war: its ledger is added up again, row by row, and compared with what is shown.
@UseCase
public final class AuditLedger {
    private final LedgerAudits audits;

    public AuditLedger(LedgerAudits audits) {
        this.audits = audits;
    }

    /// What the ledger of the war says, and what disagrees with it. A war without rows has a sound, empty ledger.
    public Mono<LedgerAudits.Audit> audit(WarId war) {
        return audits.audit(war);
    }
}
