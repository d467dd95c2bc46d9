package dev.warfront.identity;

import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import java.time.Clock;
import reactor.core.publisher.Mono;

/// Somebody ends a session. Its access token ends by itself.
@UseCase
public final class LogOut {
    private final RefreshFamilies families;
    private final Secrets secrets;
    private final Transactions transactions;
    private final Clock clock;

    public LogOut(RefreshFamilies families, Secrets secrets, Transactions transactions, Clock clock) {
        this.families = families;
        this.secrets = secrets;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Also with a token that was replaced, or is nobody's: there is nothing to tell about it.
    public Mono<Void> logOut(String token) {
        return Mono.defer(() -> families.lock(secrets.hashOf(token))
                        .flatMap(shown -> families.revoke(shown.family().id(), clock.instant())))
                .as(transactions::inTransaction);
    }
}
