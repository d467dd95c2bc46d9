package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Instant;

/// All that accounts, sessions and game servers refuse.
public sealed interface IdentityRefusal {
    /// Another account has it, maybe in other letters of the same kind.
    record LoginTaken(LoginName login) implements IdentityRefusal {}

    /// Login or password, nobody learns which.
    record WrongCredentials() implements IdentityRefusal {}

    /// Too many of those; not even the right password helps before that instant.
    record LoginLocked(Instant until) implements IdentityRefusal {}

    /// Unknown, used, expired or revoked.
    record BadRefreshToken() implements IdentityRefusal {}

    /// There is no such account, or it was closed.
    record UnknownAccount(PlayerId account) implements IdentityRefusal {}

    /// A server that is not revoked has it.
    record ServerNameTaken(String name) implements IdentityRefusal {}

    /// There is no such server, or it was revoked before.
    record UnknownGameServer(PlayerId server) implements IdentityRefusal {}

    /// The caller has seen another version.
    record VersionMismatch(long present) implements IdentityRefusal {}
}
