package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The sanctions of all accounts. Writes join the caller's transaction.
public interface SanctionStore {
    Mono<Void> add(Sanction sanction);

    /// Whose it is; empty when there is none.
    Mono<PlayerId> accountOf(UUID id);

    /// Locked until the transaction ends; empty when there is none.
    Mono<Sanction> lock(UUID id);

    /// The next state of a locked one.
    Mono<Void> replace(Sanction next);

    /// All of an account, newest first, over ones too; at most {@code max}.
    Mono<List<Sanction>> of(PlayerId account, int max);

    /// Those of an account that shut it out: neither lifted nor over. Empty for most.
    Mono<List<Sanction>> shuttingOut(PlayerId account);
}
