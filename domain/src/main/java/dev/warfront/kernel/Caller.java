package dev.warfront.kernel;

import java.util.Set;

/// Who asks, as the verified token says.
///
/// @param id the account; of a player also the player's id, of a game server its server id
public record Caller(PlayerId id, Set<Role> roles) {
    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
