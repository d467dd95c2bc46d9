package dev.warfront.identity;

import dev.warfront.kernel.Event;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.time.Instant;
import java.util.Set;

/// What happened to accounts.
public sealed interface IdentityEvent extends Event {
    /// The feed that they are published on.
    String FEED = "identity.account";

    /// The account it happened to.
    PlayerId account();

    /// Somebody registered, or an administrator made an account for a game server.
    record AccountCreated(PlayerId account, Login login, String displayName, Set<Role> roles, Instant occurredAt)
            implements IdentityEvent {
        static AccountCreated of(Account account) {
            return new AccountCreated(
                    account.id(), account.login(), account.displayName(), account.roles(), account.createdAt());
        }
    }
}
