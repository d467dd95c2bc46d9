package dev.warfront.guild;

/// Why a membership ended.
public enum LeaveReason {
    LEFT,
    KICKED
}
