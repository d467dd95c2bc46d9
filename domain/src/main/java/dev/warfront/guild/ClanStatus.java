package dev.warfront.guild;

/// Only an ACTIVE clan may act; a DISBANDED one is kept for its history.
public enum ClanStatus {
    ACTIVE,
    SUSPENDED,
    DISBANDED
}
