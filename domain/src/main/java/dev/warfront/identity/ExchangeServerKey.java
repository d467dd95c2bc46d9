package dev.warfront.identity;

import static dev.warfront.kernel.Result.refused;

import dev.warfront.identity.IdentityEvent.GameServerKeyChanged;
import dev.warfront.identity.IdentityRefusal.UnknownGameServer;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import reactor.core.publisher.Mono;

/// An administrator gives a game server another key to sign with, which is shown this once. What the former one signed
/// is believed for an overlap, so the server fights on meanwhile. Source: docs/rules/identity.md, game servers.
@UseCase
public final class ExchangeServerKey {
    /// So long a key is known before it signs: several times {@link IdentityRules.TokenRules#staleness}, since
    /// the clocks of nodes differ.
    static final Duration AHEAD = Duration.ofSeconds(10);

    private final GameServers servers;
    private final Secrets secrets;
    private final Outbox outbox;
    private final IdentityRules.ServerRules rules;
    private final Transactions transactions;
    private final Clock clock;

    public ExchangeServerKey(
            GameServers servers,
            Secrets secrets,
            Outbox outbox,
            IdentityRules rules,
            Transactions transactions,
            Clock clock) {
        this.servers = servers;
        this.secrets = secrets;
        this.outbox = outbox;
        this.rules = rules.server();
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Of three keys within one overlap the oldest is good for nothing any more.
    ///
    /// @param version the one the administrator has seen
    public Mono<Result<Exchanged, IdentityRefusal>> exchange(PlayerId id, long version) {
        return servers.lock(id)
                .map(server -> server.decidedOn(version))
                .defaultIfEmpty(refused(new UnknownGameServer(id)))
                .flatMap(result -> result.whenDone(server -> store(server, clock.instant())))
                .as(transactions::inTransaction);
    }

    private Mono<Exchanged> store(GameServer server, Instant now) {
        var key = secrets.signingKey();
        var rotation = new KeyRotation(now.plus(AHEAD), now.plus(rules.keyOverlap()));
        return servers.exchangeKey(server.id(), key, rotation)
                .then(outbox.append(List.of(new GameServerKeyChanged(server.id(), server.name(), now))))
                .thenReturn(new Exchanged(server.changed(), HexFormat.of().formatHex(key), rotation));
    }

    /// The server, and what is shown only now.
    ///
    /// @param signingKey lower-case hex of 32 bytes
    public record Exchanged(GameServer server, String signingKey, KeyRotation rotation) {
        @Override
        public String toString() {
            return "Exchanged[server=" + server + "]";
        }
    }
}
