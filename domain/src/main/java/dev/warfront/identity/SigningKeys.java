package dev.warfront.identity;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The keys with which game servers, and the program itself, sign the records they produce (HMAC-SHA256). Remembered
/// for the staleness of {@link IdentityRules}, as is whether there is one, and never waited for behind requests. An id
/// that is nobody's costs nothing.
public interface SigningKeys {
    /// The server id under which the program signs the score events it derives itself.
    UUID PROGRAM = new UUID(0, 0);

    /// The key that signs for a server that is not revoked; empty when there is none. That of {@link #PROGRAM} is made
    /// on first use.
    Mono<byte[]> keyOf(UUID serverId);

    /// The keys of which one must have signed what the server sends: two while one takes over from the other, else that
    /// of {@link #keyOf}. Empty when there is none.
    default Mono<List<byte[]>> acceptedOf(UUID serverId) {
        return keyOf(serverId).map(key -> List.of(key));
    }
}
