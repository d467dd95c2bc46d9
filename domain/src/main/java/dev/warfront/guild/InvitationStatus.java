package dev.warfront.guild;

/// Only a PENDING invitation can be accepted; every other state is final.
public enum InvitationStatus {
    PENDING,
    ACCEPTED,
    REVOKED,
    EXPIRED
}
