package dev.warfront.identity;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// How long tokens and keys live.
///
/// @param access life of an access token
/// @param refreshIdle a refresh token that is not used for so long is over
/// @param refreshLife so long after the login all is over
/// @param repeat a client that did not get the answer may ask for it again for so long
/// @param keyLife so long a key signs access tokens
/// @param keyOverlap so much longer what it signed is accepted
/// @param staleness how old a node's knowledge of keys and revoked servers may be
/// @param skew so long after its expiry a token is still accepted, for clocks that differ
@Settings("war.identity.token")
public record TokenRules(
        Duration access,
        Duration refreshIdle,
        Duration refreshLife,
        Duration repeat,
        Duration keyLife,
        Duration keyOverlap,
        Duration staleness,
        Duration skew) {
    public TokenRules {
        Ranges.positive("access", access);
        Ranges.positive("refresh-idle", refreshIdle);
        Ranges.positive("refresh-life", refreshLife);
        Ranges.notNegative("repeat", repeat);
        Ranges.positive("key-life", keyLife);
        Ranges.within("key-overlap", keyOverlap, access, keyLife);
        Ranges.within("staleness", staleness, Duration.ofMillis(1), Duration.ofSeconds(5));
        Ranges.within("skew", skew, Duration.ZERO, Duration.ofSeconds(60));
    }
}
