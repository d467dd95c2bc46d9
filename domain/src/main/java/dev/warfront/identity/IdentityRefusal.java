package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /// Sanctions keep the account out, whatever it shows.
    ///
    /// @param publicText why, for the player
    /// @param until null for ever
    record ShutOut(
            SanctionKind kind, String publicText, @Nullable Instant until) implements IdentityRefusal {}

    /// Staff asks for an account that is not there.
    record NoSuchAccount(PlayerId account) implements IdentityRefusal {}

    /// There is no such player, or its account was closed.
    record NoSuchPlayer(PlayerId player) implements IdentityRefusal {}

    /// There is no such sanction, or not of the caller.
    record UnknownSanction(UUID sanction) implements IdentityRefusal {}

    /// Nobody sanctions itself, an equal or a higher role, but the highest do each other;
    /// a game server is revoked instead.
    record SanctionForbidden(PlayerId account) implements IdentityRefusal {}

    /// A moderator may not decide on one so long.
    record SanctionTooLong(Duration max) implements IdentityRefusal {}

    /// A warning has no end; a mute, a ban from wars and a suspension need one; none lies in the past.
    record BadSanctionEnd() implements IdentityRefusal {}

    /// It was lifted, or its time is over.
    record SanctionOver(UUID sanction) implements IdentityRefusal {}

    /// An appeal is made once.
    record AppealedBefore(UUID sanction) implements IdentityRefusal {}

    /// A server that is not revoked has it.
    record ServerNameTaken(String name) implements IdentityRefusal {}

    /// There is no such server, or it was revoked before.
    record UnknownGameServer(PlayerId server) implements IdentityRefusal {}

    /// The caller has seen another version.
    record VersionMismatch(long present) implements IdentityRefusal {}
}
