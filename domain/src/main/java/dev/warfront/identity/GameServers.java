package dev.warfront.identity;

import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// The game servers and, sealed, the keys with which they sign. Writes join the caller's transaction.
public interface GameServers {
    /// The uniqueness of names among servers that are not revoked.
    String NAME = "idx_identity_game_server_name";

    /// Error: {@link dev.warfront.kernel.AlreadyTaken} of {@link #NAME}.
    Mono<Void> add(GameServer server, byte[] signingKey);

    /// Revoked ones too; empty when there is none.
    Mono<GameServer> find(PlayerId id);

    /// Revoked ones too, newest first.
    Mono<Page<GameServer>> page(PageRequest page);

    /// Locked until the transaction ends; empty when there is none.
    Mono<GameServer> lock(PlayerId id);

    /// Kept as it is until the transaction ends: others may do the same meanwhile, who locks it waits. Empty when there
    /// is none.
    Mono<GameServer> lockShared(PlayerId id);

    /// Doing it twice is doing it once.
    Mono<Void> revoke(PlayerId id, Instant at);

    /// Inside the caller's transaction, which has the server locked. What another key signed is believed no longer. The
    /// same key again changes nothing.
    ///
    /// @return whether it had another one
    Mono<Boolean> changeKey(PlayerId id, byte[] signingKey);

    /// Another key takes over. One that the present key itself took over from is good for nothing any more. Inside the
    /// caller's transaction, which has the server locked.
    Mono<Void> exchangeKey(PlayerId id, byte[] signingKey, KeyRotation rotation);

    /// False for a server that is revoked, or is none. At most {@link IdentityRules.TokenRules#staleness} old.
    Mono<Boolean> isTrusted(PlayerId id);
}
