package dev.warfront.identity;

import dev.warfront.identity.IdentityRules.Limit;
import dev.warfront.identity.IdentityRules.LoginRules;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The wrong passwords lately given for a login or from an address, and the lock they led to.
///
/// @param recent since the last lock, oldest first, within the window
/// @param locks how often it was locked lately
/// @param lockedUntil {@link Instant#EPOCH} when never
public record FailureHistory(List<Instant> recent, int locks, Instant lockedUntil) {
    public static final FailureHistory NONE = new FailureHistory(List.of(), 0, Instant.EPOCH);

    public FailureHistory {
        recent = List.copyOf(recent);
    }

    public boolean isLocked(Instant now) {
        return now.isBefore(lockedUntil);
    }

    /// One more.
    public FailureHistory failed(Instant now, Limit limit, LoginRules rules) {
        var before = now.isAfter(lockedUntil.plus(rules.forgetAfter())) ? 0 : locks;
        var all = Stream.concat(
                        recent.stream().filter(at -> at.plus(limit.window()).isAfter(now)), Stream.of(now))
                .toList();
        return all.size() < limit.failures()
                ? new FailureHistory(all, before, lockedUntil)
                : new FailureHistory(List.of(), before + 1, now.plus(limit.lock(before)));
    }
}
