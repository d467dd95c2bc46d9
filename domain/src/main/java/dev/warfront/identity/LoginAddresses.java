package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// The network addresses that accounts lately proved themselves from. What strangers do elsewhere is not held against
/// an owner there. Source: docs/rules/identity.md, failures.
public interface LoginAddresses {
    /// Whether the account of this login proved itself there. False, after the same work, for a login that is nobody's.
    Mono<Boolean> isRemembered(LoginName login, String address);

    /// When the account last proved itself, anywhere; empty when that is not remembered.
    Mono<Instant> lastSeen(PlayerId account);

    /// From now on; the account's newest few stay. Joins the caller's transaction.
    ///
    /// @param max how many stay
    Mono<Void> remember(PlayerId account, String address, Instant at, int max);
}
