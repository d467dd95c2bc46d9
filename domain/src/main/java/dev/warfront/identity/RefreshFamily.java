package dev.warfront.identity;

import dev.warfront.identity.IdentityRules.TokenRules;
import dev.warfront.kernel.PlayerId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// The chain of refresh tokens that began with one login. Each use replaces the token by the next generation, so of
/// all its tokens exactly one is good.
///
/// @param generation of the good token, from 1
/// @param rotatedAt when that token was made
/// @param idleUntil when it ends unused
/// @param until when the family ends, whatever happens
public record RefreshFamily(
        UUID id,
        PlayerId account,
        int generation,
        Instant rotatedAt,
        Instant idleUntil,
        Instant until,
        boolean revoked) {

    /// The family of a new login.
    public static RefreshFamily begin(UUID id, PlayerId account, Instant now, TokenRules rules) {
        var until = now.plus(rules.refreshLife());
        return new RefreshFamily(id, account, 1, now, earlier(now.plus(rules.refreshIdle()), until), until, false);
    }

    /// A token of this family is shown. Two requests with the same token at once get the same successor; a token that
    /// was replaced before is in wrong hands, or its successor is. Source: docs/rules/identity.md, refresh.
    ///
    /// @param shown the token's generation
    public Rotation show(int shown, Instant now, TokenRules rules) {
        if (revoked || !now.isBefore(idleUntil)) {
            return new Rotation.Over();
        }
        if (shown == generation) {
            return new Rotation.Rotated(next(now, rules));
        }
        return isRepeat(shown, now, rules.repeat()) ? new Rotation.Repeated(this) : new Rotation.Reused();
    }

    private boolean isRepeat(int shown, Instant now, Duration repeat) {
        return shown == generation - 1 && now.isBefore(rotatedAt.plus(repeat));
    }

    private RefreshFamily next(Instant now, TokenRules rules) {
        var idle = earlier(now.plus(rules.refreshIdle()), until);
        return new RefreshFamily(id, account, generation + 1, now, idle, until, false);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// What showing a token leads to.
    public sealed interface Rotation {
        /// The token is used up; the family goes on with the next generation.
        record Rotated(RefreshFamily next) implements Rotation {}

        /// The answer got lost: the same successor again.
        record Repeated(RefreshFamily family) implements Rotation {}

        /// The family must be revoked.
        record Reused() implements Rotation {}

        /// Ended or revoked before.
        record Over() implements Rotation {}
    }
}
