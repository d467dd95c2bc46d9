package dev.warfront.kernel.crypto;

import reactor.core.publisher.Mono;

/// What is stored sealed, when the key that seals is another than it was. Source: docs/rules/identity.md,
/// secrets at rest.
public interface SealedValues {
    /// Seals some anew that another key sealed. Inside the caller's transaction.
    ///
    /// @param max so many at most
    /// @return how many
    Mono<Integer> reseal(int max);

    /// How many another key sealed.
    Mono<Long> ofOtherKeys();
}
