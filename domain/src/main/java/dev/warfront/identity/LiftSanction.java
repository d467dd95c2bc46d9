package dev.warfront.identity;

import static dev.warfront.kernel.Result.refused;

import dev.warfront.audit.AuditTrail;
import dev.warfront.identity.IdentityEvent.SanctionLifted;
import dev.warfront.identity.IdentityRefusal.UnknownSanction;
import dev.warfront.identity.IdentityRules.SanctionRules;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Staff ends a sanction before its time. Sessions that it ended stay so.
@UseCase
public final class LiftSanction {
    private final Accounts accounts;
    private final SanctionStore sanctions;
    private final WarBans warBans;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final IdentityRules rules;
    private final Transactions transactions;
    private final Clock clock;

    public LiftSanction(
            Accounts accounts,
            SanctionStore sanctions,
            WarBans warBans,
            Outbox outbox,
            AuditTrail audit,
            IdentityRules rules,
            Transactions transactions,
            Clock clock) {
        this.accounts = accounts;
        this.sanctions = sanctions;
        this.warBans = warBans;
        this.outbox = outbox;
        this.audit = audit;
        this.rules = rules;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Of two who lift it at once, the later is refused. The account is locked first, as by who applies one, so that
    /// whoever joins a war's roster meanwhile sees the sanction, or is seen.
    ///
    /// @param by of the staff
    /// @param reason why
    public Mono<Result<Sanction, IdentityRefusal>> lift(Caller by, UUID id, String reason) {
        return sanctions
                .accountOf(id)
                .flatMap(accounts::lock)
                .flatMap(account -> sanctions
                        .lock(id)
                        .map(sanction -> decide(by, account, sanction, lifting(by, reason), rules.sanction())))
                .defaultIfEmpty(refused(new UnknownSanction(id)))
                .flatMap(result -> result.whenDone(this::store))
                .as(transactions::inTransaction);
    }

    private Sanction.Lifting lifting(Caller by, String reason) {
        return new Sanction.Lifting(by.id(), reason, clock.instant());
    }

    private static Result<Lifted, IdentityRefusal> decide(
            Caller by, Account account, Sanction sanction, Sanction.Lifting lifting, SanctionRules rules) {
        return SanctionRights.lift(by, account, sanction, lifting.at(), rules.moderatorMax())
                .map(found -> new Lifted(found, lifting));
    }

    private Mono<Sanction> store(Lifted lifted) {
        var sanction = lifted.sanction().with(lifted.lifting());
        return sanctions
                .replace(sanction)
                .then(outbox.append(List.of(SanctionLifted.of(sanction, lifted.lifting()))))
                .then(audit.concerns(sanction.target()))
                .then(
                        sanction.kind().keepsFromWars()
                                ? warBans.changed(
                                        sanction.account(), lifted.lifting().at())
                                : Mono.empty())
                .thenReturn(sanction);
    }

    private record Lifted(Sanction sanction, Sanction.Lifting lifting) {}
}
