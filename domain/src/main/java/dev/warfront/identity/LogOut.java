package dev.warfront.identity;

import static dev.warfront.kernel.Result.done;

import dev.warfront.audit.AuditTrail;
import dev.warfront.identity.RefreshFamilies.Shown;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import java.time.Clock;
import reactor.core.publisher.Mono;

/// Somebody ends a session. Its access tokens end with it, within {@link IdentityRules.TokenRules#staleness}.
@UseCase
public final class LogOut {
    private final RefreshFamilies families;
    private final Accounts accounts;
    private final Secrets secrets;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final Clock clock;

    public LogOut(
            RefreshFamilies families,
            Accounts accounts,
            Secrets secrets,
            AuditTrail audit,
            Transactions transactions,
            Clock clock) {
        this.families = families;
        this.accounts = accounts;
        this.secrets = secrets;
        this.audit = audit;
        this.transactions = new RetriedTransactions(transactions);
        this.clock = clock;
    }

    /// Never refused: also a token that was replaced ends its session, and one that is nobody's has none to end.
    ///
    /// @return whether the token was somebody's
    public Mono<Result<Boolean, IdentityRefusal>> logOut(String token) {
        return families.lock(secrets.hashOf(token))
                .flatMap(shown -> end(shown).thenReturn(true))
                .defaultIfEmpty(false)
                .as(transactions::inTransaction)
                .map(ended -> done(ended));
    }

    /// What has ended is not ended again: it would be written down as often as anybody shows its tokens.
    private Mono<Void> end(Shown shown) {
        var family = shown.family();
        return family.revoked()
                ? Mono.empty()
                : families.revoke(family.id(), clock.instant()).then(audited(family.account()));
    }

    private Mono<Void> audited(PlayerId account) {
        return accounts.find(account).flatMap(owner -> audit.done(new Caller(owner.id(), owner.roles())));
    }
}
