package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;

/// A server that runs battles and reports what happens in them. It has an account of the same id.
///
/// @param name unique among those not revoked, without regard to case
/// @param revoked its key and its tokens are good for nothing any more
public record GameServer(PlayerId id, String name, boolean revoked, Instant createdAt, long version) {
    GameServer revoke() {
        return new GameServer(id, name, true, createdAt, version + 1);
    }
}
