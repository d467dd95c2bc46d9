package dev.warfront.identity;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.identity.IdentityRefusal.UnknownGameServer;
import dev.warfront.identity.IdentityRefusal.VersionMismatch;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import java.time.Instant;

/// A server that runs battles and reports what happens in them. It has an account of the same id.
///
/// @param name unique among those not revoked, without regard to case
/// @param revoked its keys and its tokens are good for nothing any more
public record GameServer(PlayerId id, String name, boolean revoked, Instant createdAt, long version) {
    /// The one that an administrator wants to change. Refused when it was revoked or has changed meanwhile.
    ///
    /// @param seen the version on which the administrator decided
    Result<GameServer, IdentityRefusal> decidedOn(long seen) {
        if (revoked) {
            return refused(new UnknownGameServer(id));
        }
        if (version != seen) {
            return refused(new VersionMismatch(version));
        }
        return done(this);
    }

    GameServer revoke() {
        return new GameServer(id, name, true, createdAt, version + 1);
    }

    GameServer changed() {
        return new GameServer(id, name, revoked, createdAt, version + 1);
    }
}
