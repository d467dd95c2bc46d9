package dev.warfront.identity;

import java.time.Instant;

/// When one signing key of a game server takes over from another.
///
/// @param signsFrom until then the new one is only known, so that no node meets a signature of a key that it lacks
/// @param formerUntil so long what the former one signed is believed
public record KeyRotation(Instant signsFrom, Instant formerUntil) {}
