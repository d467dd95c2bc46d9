package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// The game servers and, sealed, the keys with which they sign. Writes join the caller's transaction.
public interface GameServers {
    /// Fails with {@link NameTaken} when a server that is not revoked has this name; the transaction is then lost.
    Mono<Void> add(GameServer server, byte[] signingKey);

    /// Locked until the transaction ends; empty when there is none.
    Mono<GameServer> lock(PlayerId id);

    Mono<Void> revoke(PlayerId id, Instant at);

    Mono<Void> changeKey(PlayerId id, byte[] signingKey);

    /// False for a server that is revoked, or is none. At most {@link TokenRules#staleness} old.
    Mono<Boolean> isTrusted(PlayerId id);

    /// The name is another server's.
    final class NameTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NameTaken(String name, Throwable cause) {
            super("game server name is taken: " + name, cause);
        }
    }
}
