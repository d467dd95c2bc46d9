package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The families of refresh tokens, of which only hashes are kept. Writes join the caller's transaction.
public interface RefreshFamilies {
    /// A new family and the hash of its first token.
    Mono<Void> begin(RefreshFamily family, String tokenHash);

    /// The family of a token, whatever the token's generation, as it is now. Empty when no token has this
    /// hash.
    Mono<Shown> find(String tokenHash);

    /// Locks the family of a token, whatever the token's generation, until the transaction ends. Empty when no token
    /// has this hash.
    Mono<Shown> lock(String tokenHash);

    /// The next generation and the hash of its token.
    Mono<Void> advance(RefreshFamily next, String tokenHash);

    Mono<Void> revoke(UUID family, Instant at);

    Mono<Void> revokeAllOf(PlayerId account, Instant at);

    /// A token that was shown: its family and its generation there.
    record Shown(RefreshFamily family, int generation) {}
}
