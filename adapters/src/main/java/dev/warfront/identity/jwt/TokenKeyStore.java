package dev.warfront.identity.jwt;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/// Where the keys of access tokens are kept, shared by all nodes.
public interface TokenKeyStore {
    /// Newest first.
    Mono<List<StoredKey>> all();

    /// No other node adds a key until the transaction ends.
    Mono<Void> lock();

    Mono<Void> add(StoredKey key);

    /// A key pair.
    ///
    /// @param jwk as JSON, with its private part
    record StoredKey(String id, String jwk, Instant createdAt) {
        @Override
        public String toString() {
            return "StoredKey[id=" + id + "]";
        }
    }
}
