package dev.warfront.identity;

import static dev.warfront.kernel.Result.refused;

import dev.warfront.identity.IdentityEvent.GameServerRevoked;
import dev.warfront.identity.IdentityRefusal.UnknownGameServer;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/// An administrator takes a game server's trust away, for ever. Tokens and signatures made before are refused within
/// {@link IdentityRules.TokenRules#staleness}.
@UseCase
public final class RevokeGameServer {
    private final GameServers servers;
    private final Accounts accounts;
    private final RefreshFamilies families;
    private final Outbox outbox;
    private final ServerRevocations revocations;
    private final Transactions transactions;
    private final Clock clock;

    public RevokeGameServer(
            GameServers servers,
            Accounts accounts,
            RefreshFamilies families,
            ServerRevocations revocations,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        this.servers = servers;
        this.accounts = accounts;
        this.families = families;
        this.outbox = outbox;
        this.revocations = revocations;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Its account is closed with it.
    ///
    /// @param by the administrator
    /// @param version the one the administrator has seen
    public Mono<Result<GameServer, IdentityRefusal>> revoke(PlayerId by, PlayerId id, long version) {
        return servers.lock(id)
                .map(server -> server.decidedOn(version).map(GameServer::revoke))
                .defaultIfEmpty(refused(new UnknownGameServer(id)))
                .flatMap(result -> result.whenDone(server -> store(server, by, clock.instant())))
                .as(transactions::inTransaction);
    }

    private Mono<GameServer> store(GameServer revoked, PlayerId by, Instant now) {
        return accounts.close(revoked.id())
                .then(families.revokeAllOf(revoked.id(), now))
                .then(servers.revoke(revoked.id(), now))
                .then(revocations.revoked(revoked.id(), now))
                .then(outbox.append(List.of(new GameServerRevoked(revoked.id(), revoked.name(), by, now))))
                .thenReturn(revoked);
    }
}
