package dev.warfront.identity;

import java.time.Duration;
import java.time.Instant;

/// The access token and the refresh token that a login, or a renewal of it, is answered with.
///
/// @param refreshToken good for one use
public record TokenPair(
        String accessToken, Instant accessUntil, String refreshToken, Instant refreshUntil, Instant now) {
    public Duration accessLife() {
        return Duration.between(now, accessUntil);
    }

    public Duration refreshLife() {
        return Duration.between(now, refreshUntil);
    }

    @Override
    public String toString() {
        return "TokenPair[accessUntil=" + accessUntil + ", refreshUntil=" + refreshUntil + "]";
    }
}
