package dev.warfront.identity;

import reactor.core.publisher.Mono;

/// Hashes passwords, slowly on purpose and not on the caller's thread. Few at a time: when too many wait, all methods
/// fail with {@link dev.warfront.kernel.Unavailable}.
public interface Passwords {
    Mono<String> hash(String password);

    Mono<Boolean> matches(String password, String hash);

    /// False, after the same work as {@link #matches}, so that nobody can tell an unknown login by the time it takes.
    Mono<Boolean> matchesNothing(String password);
}
