package dev.warfront.identity;

import dev.warfront.identity.IdentityRefusal.ShutOut;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Whether sanctions let an account in.
@DomainService
final class AccountAccess {
    private final SanctionStore sanctions;

    AccountAccess(SanctionStore sanctions) {
        this.sanctions = sanctions;
    }

    /// Why not; empty when they do. Inside a transaction that holds the account, or its session, none is applied
    /// meanwhile.
    Mono<Optional<IdentityRefusal>> refusalFor(PlayerId account, Instant now) {
        return sanctions
                .shuttingOut(account)
                .map(found -> Sanction.strictest(found, now).map(AccountAccess::refusal));
    }

    private static IdentityRefusal refusal(Sanction sanction) {
        return new ShutOut(sanction.kind(), sanction.publicText(), sanction.until());
    }
}
