package dev.warfront.identity;

import static dev.warfront.kernel.Result.done;

import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import java.time.Clock;
import reactor.core.publisher.Mono;

/// Somebody ends a session. Its access tokens end with it, within {@link IdentityRules.TokenRules#staleness}.
@UseCase
public final class LogOut {
    private final RefreshFamilies families;
    private final Secrets secrets;
    private final Transactions transactions;
    private final Clock clock;

    public LogOut(RefreshFamilies families, Secrets secrets, Transactions transactions, Clock clock) {
        this.families = families;
        this.secrets = secrets;
        this.transactions = new RetriedTransactions(transactions);
        this.clock = clock;
    }

    /// Never refused: also a token that was replaced ends its session, and one that is nobody's has none to end.
    ///
    /// @return whether the token was somebody's
    public Mono<Result<Boolean, IdentityRefusal>> logOut(String token) {
        return families.lock(secrets.hashOf(token))
                .flatMap(shown ->
                        families.revoke(shown.family().id(), clock.instant()).thenReturn(true))
                .defaultIfEmpty(false)
                .as(transactions::inTransaction)
                .map(ended -> done(ended));
    }
}
