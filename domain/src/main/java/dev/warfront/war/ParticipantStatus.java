package dev.warfront.war;

/// Whether a participant may still score for its side.
public enum ParticipantStatus {
    ACTIVE,
    LEFT,
    KICKED,
    BANNED
}
