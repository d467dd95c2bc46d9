package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.time.Instant;
import java.util.Set;

/// One login. Of a player its id is also the player's id, of a game server the server's id.
///
/// @param displayName 1..32 characters, not unique
/// @param active false when it was closed for ever; nobody logs in with it
public record Account(
        PlayerId id, LoginName login, String displayName, Set<Role> roles, boolean active, Instant createdAt) {
    public Account {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("account " + id + " has no role");
        }
    }

    boolean isGameServer() {
        return roles.contains(Role.GAME_SERVER);
    }
}
