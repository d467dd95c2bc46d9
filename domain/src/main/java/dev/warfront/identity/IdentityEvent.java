package dev.warfront.identity;

import dev.warfront.kernel.Event;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to accounts and game servers, for audits too. Never bears a secret, nor what somebody typed who is not
/// known: it may be a password in the wrong place.
public sealed interface IdentityEvent extends Event {
    /// The feed that they are published on.
    String FEED = "identity.account";

    /// Somebody registered, or an administrator made an account for a game server.
    record AccountCreated(PlayerId account, LoginName login, String displayName, Set<Role> roles, Instant occurredAt)
            implements IdentityEvent {
        static AccountCreated of(Account account) {
            return new AccountCreated(
                    account.id(), account.login(), account.displayName(), account.roles(), account.createdAt());
        }
    }

    /// Too many wrong passwords were given for an account.
    record AccountLocked(PlayerId account, Instant until, Instant occurredAt) implements IdentityEvent {}

    /// Too many wrong passwords came from an address.
    ///
    /// @param address of IPv6 its network of 64 bits
    record AddressLocked(String address, Instant until, Instant occurredAt) implements IdentityEvent {}

    /// A refresh token was used that had been replaced before: it, or its successor, is in wrong hands. The
    /// family was revoked.
    record TokenReused(PlayerId account, UUID family, Instant occurredAt) implements IdentityEvent {}

    /// A configured account got another password. Its sessions ended.
    record PasswordChanged(PlayerId account, Instant occurredAt) implements IdentityEvent {}

    /// Staff took something away from an account.
    ///
    /// @param reason a code
    /// @param until null for one without end
    record SanctionApplied(
            PlayerId account,
            UUID sanction,
            SanctionKind kind,
            String reason,
            @Nullable Instant until,
            PlayerId by,
            Instant occurredAt)
            implements IdentityEvent {
        static SanctionApplied of(Sanction sanction) {
            return new SanctionApplied(
                    sanction.account(),
                    sanction.id(),
                    sanction.kind(),
                    sanction.reason(),
                    sanction.until(),
                    sanction.by(),
                    sanction.at());
        }
    }

    /// Staff ended a sanction before its time.
    record SanctionLifted(PlayerId account, UUID sanction, SanctionKind kind, PlayerId by, Instant occurredAt)
            implements IdentityEvent {
        static SanctionLifted of(Sanction sanction, Sanction.Lifting lifted) {
            return new SanctionLifted(sanction.account(), sanction.id(), sanction.kind(), lifted.by(), lifted.at());
        }
    }

    /// A game server may report battles from now on.
    ///
    /// @param by the administrator; null for the configured first server
    record GameServerCreated(
            PlayerId server, String name, @Nullable PlayerId by, Instant occurredAt) implements IdentityEvent {}

    /// A game server got another key: by configuration, then what the one before signed is refused, or by command, then
    /// it is believed for an overlap.
    record GameServerKeyChanged(PlayerId server, String name, Instant occurredAt) implements IdentityEvent {}

    /// A game server may report battles no longer.
    record GameServerRevoked(PlayerId server, String name, PlayerId by, Instant occurredAt) implements IdentityEvent {}
}
