package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import java.time.Clock;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// An administrator takes a game server's trust away, for ever. Tokens and signatures made before are refused within
/// {@link TokenRules#staleness}.
@UseCase
public final class RevokeGameServer {
    private final GameServers servers;
    private final Accounts accounts;
    private final RefreshFamilies families;
    private final ServerRevocations revocations;
    private final Transactions transactions;
    private final Clock clock;

    public RevokeGameServer(
            GameServers servers,
            Accounts accounts,
            RefreshFamilies families,
            ServerRevocations revocations,
            Transactions transactions,
            Clock clock) {
        this.servers = servers;
        this.accounts = accounts;
        this.families = families;
        this.revocations = revocations;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Its account is closed with it.
    ///
    /// @param version the one the administrator has seen
    public Mono<Outcome> revoke(PlayerId id, long version) {
        return Mono.defer(() -> servers.lock(id)
                        .filter(server -> !server.revoked())
                        .flatMap(server -> decide(server, version))
                        .defaultIfEmpty(Outcome.UNKNOWN))
                .as(transactions::inTransaction);
    }

    private Mono<Outcome> decide(GameServer server, long version) {
        return server.version() == version
                ? revoke(server.id(), clock.instant()).thenReturn(Outcome.REVOKED)
                : Mono.just(Outcome.CHANGED);
    }

    private Mono<Void> revoke(PlayerId id, Instant now) {
        return accounts.close(id)
                .then(families.revokeAllOf(id, now))
                .then(servers.revoke(id, now))
                .then(revocations.revoked(id, now));
    }

    /// What came of it.
    public enum Outcome {
        REVOKED,
        /// No such server, or revoked before.
        UNKNOWN,
        /// It has another version by now.
        CHANGED
    }
}
