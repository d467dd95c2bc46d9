package dev.warfront.kernel;

/// What an account is trusted with. Rank inside a clan is never a role.
public enum Role {
    PLAYER,
    MODERATOR,
    ADMIN,
    SUPER_ADMIN,
    GAME_SERVER
}
