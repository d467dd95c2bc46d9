package dev.warfront.identity;

import java.util.UUID;
import reactor.core.publisher.Mono;

/// The keys with which game servers, and the program itself, sign the records they produce (HMAC-SHA256).
public interface SigningKeys {
    /// The server id under which the program signs the score events it derives itself.
    UUID PROGRAM = new UUID(0, 0);

    /// The key of a server that is not revoked; empty when there is none. Remembered for the staleness of
    /// {@link IdentityRules}, and never waited for behind requests. The key of {@link #PROGRAM} is made on
    /// first use.
    Mono<byte[]> keyOf(UUID serverId);
}
