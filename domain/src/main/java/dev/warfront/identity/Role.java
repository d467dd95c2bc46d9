package dev.warfront.identity;

/// What an account is trusted with. Rank inside a clan is never a role.
public enum Role {
    PLAYER,
    MODERATOR,
    ADMIN,
    SUPER_ADMIN,
    GAME_SERVER
}
