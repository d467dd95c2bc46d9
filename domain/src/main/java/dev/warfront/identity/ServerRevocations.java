package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// Those who depend on game servers learn here that one is revoked.
public interface ServerRevocations {
    /// Inside the revoking transaction, which has the server locked: whatever was given to it before is seen, and
    /// nothing is given to it any more.
    Mono<Void> revoked(PlayerId server, Instant at);
}
