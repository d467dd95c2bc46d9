package dev.warfront.identity;

import static dev.warfront.kernel.Result.refused;

import dev.warfront.audit.AuditTrail;
import dev.warfront.identity.IdentityEvent.SanctionApplied;
import dev.warfront.identity.IdentityRefusal.NoSuchAccount;
import dev.warfront.identity.IdentityRules.SanctionRules;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/// Staff takes something away from an account. Who is shut out is so within {@link IdentityRules.TokenRules#staleness}.
@UseCase
public final class ApplySanction {
    private final Accounts accounts;
    private final SanctionStore sanctions;
    private final RefreshFamilies families;
    private final WarBans warBans;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final IdentityRules rules;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    public ApplySanction(
            Accounts accounts,
            SanctionStore sanctions,
            RefreshFamilies families,
            WarBans warBans,
            Outbox outbox,
            AuditTrail audit,
            IdentityRules rules,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.sanctions = sanctions;
        this.families = families;
        this.warBans = warBans;
        this.outbox = outbox;
        this.audit = audit;
        this.rules = rules;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// The account is locked, so that no session of it is stored meanwhile.
    ///
    /// @param by of the staff
    public Mono<Result<Sanction, IdentityRefusal>> apply(Caller by, Sanction.Order order) {
        return accounts.lock(order.account())
                .map(account -> decide(by, account, begin(by, order), rules.sanction()))
                .defaultIfEmpty(refused(new NoSuchAccount(order.account())))
                .flatMap(result -> result.whenDone(sanction -> store(sanction).thenReturn(sanction)))
                .as(transactions::inTransaction);
    }

    private Sanction begin(Caller by, Sanction.Order order) {
        return Sanction.begin(ids.next(), by.id(), clock.instant(), order);
    }

    private static Result<Sanction, IdentityRefusal> decide(
            Caller by, Account account, Sanction sanction, SanctionRules rules) {
        return SanctionRights.apply(by, account, sanction, rules.moderatorMax());
    }

    private Mono<Void> store(Sanction sanction) {
        return sanctions
                .add(sanction)
                .then(outbox.append(List.of(SanctionApplied.of(sanction))))
                .then(audit.concerns(sanction.target()))
                .then(consequence(sanction));
    }

    private Mono<Void> consequence(Sanction sanction) {
        var sessions = sanction.kind().shutsOut()
                ? families.revokeAllOf(sanction.account(), sanction.at())
                : Mono.<Void>empty();
        return sanction.kind().keepsFromWars()
                ? sessions.then(warBans.changed(sanction.account(), sanction.at()))
                : sessions;
    }
}
