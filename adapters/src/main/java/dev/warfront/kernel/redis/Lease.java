package dev.warfront.kernel.redis;

import dev.warfront.kernel.TokenBuckets.Taken;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What this node may still take from one bucket before it asks again. From any thread.
final class Lease {
    static final Duration LENGTH = Duration.ofMillis(100);

    private int own;
    private int shared;
    private boolean isDry;
    private long tokenAt;
    private long endsAt;
    private int asked;
    private @Nullable Mono<Void> renewal;

    /// One that is over.
    ///
    /// @param now in nanoseconds
    Lease(long now) {
        this.endsAt = now - LENGTH.toNanos();
    }

    /// So many are wanted from now on.
    synchronized void ask() {
        asked++;
    }

    /// Null when the bucket must be asked.
    synchronized @Nullable Taken take(long now) {
        if (now - endsAt >= 0) {
            return null;
        }
        if (own > 0) {
            own--;
            return Taken.admitted((long) own + shared);
        }
        return isDry ? Taken.refused(Duration.ofNanos(Math.max(tokenAt, endsAt) - now)) : null;
    }

    /// The one renewal that is under way, or a new one.
    synchronized Mono<Void> renewed(Supplier<Mono<Void>> begin) {
        var running = renewal;
        if (running == null) {
            running = begin.get().cache();
            renewal = running;
        }
        return running;
    }

    /// What to ask the bucket for: as many as were asked for while the last lease ran. One that was too small
    /// is doubled so. Of one that ended long ago nothing is taken that would lie here while others need it, and
    /// nothing given back: the bucket has filled up since. Nobody is refused until the answer is here: what is
    /// given back is not gone.
    synchronized Wish wish(long now, int burst) {
        var over = now - endsAt;
        var wish = over > LENGTH.toNanos() ? new Wish(1, 0) : new Wish(Math.clamp(asked, 1, burst), own);
        own = 0;
        isDry = false;
        if (over >= 0) {
            asked = 0;
        }
        return wish;
    }

    /// The bucket's answer.
    ///
    /// @param left in the bucket
    /// @param pause until it has one more
    synchronized void renew(long now, int granted, Wish wish, int left, Duration pause) {
        own = granted;
        shared = left;
        isDry = granted < wish.tokens();
        tokenAt = now + pause.toNanos();
        endsAt = now + LENGTH.toNanos();
        renewal = null;
    }

    /// The bucket has not answered.
    synchronized void fail() {
        renewal = null;
    }

    /// @param tokens wanted, one at least
    /// @param unused of the lease before, given back
    record Wish(int tokens, int unused) {}
}
