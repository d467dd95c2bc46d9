package dev.warfront.territory;

/// Only a RUNNING claim can still become something; the money of a SUPERSEDED or LAPSED one was given back.
public enum ClaimStatus {
    RUNNING,
    /// The clan owns the land.
    WON,
    /// Another clan was first, or the land is no longer to be had.
    SUPERSEDED,
    /// When it was due, the clan was no longer entitled to it.
    LAPSED
}
