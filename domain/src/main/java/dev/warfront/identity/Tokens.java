package dev.warfront.identity;

import java.time.Duration;
import java.time.Instant;

/// What a successful login is answered with.
///
/// @param refreshToken good for one use
public record Tokens(String accessToken, Instant accessUntil, String refreshToken, Instant refreshUntil, Instant now) {
    public Duration accessLife() {
        return Duration.between(now, accessUntil);
    }

    public Duration refreshLife() {
        return Duration.between(now, refreshUntil);
    }
}
