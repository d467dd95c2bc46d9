package dev.warfront.kernel;

import java.time.Duration;
import reactor.core.publisher.Mono;

/// Limits of rates, by key: a bucket of tokens from which each request takes one, and into which they come back one by
/// one. For what comes often; few requests within a long window are counted exactly by {@link RequestLimits}.
public interface TokenBuckets {
    /// Takes a token, if there is one. Never unlimited: while nobody knows what other nodes admit, this node admits
    /// what `alone` says. Does not fail.
    ///
    /// @param rate of all nodes together
    /// @param alone of this node, when it does not know of the others
    Mono<Taken> take(String key, Rate rate, Rate alone);

    /// What came of it.
    ///
    /// @param left so many more may be taken at once
    /// @param pause until the next token comes back; zero when one was taken
    record Taken(boolean isAdmitted, int left, Duration pause) {
        public static Taken admitted(long left) {
            return new Taken(true, (int) Math.max(0, left), Duration.ZERO);
        }

        public static Taken refused(Duration pause) {
            return new Taken(false, 0, pause);
        }
    }

    /// How fast tokens come back.
    ///
    /// @param tokens that come back in a time, evenly spread
    /// @param per that time
    /// @param burst the most that a bucket holds
    record Rate(int tokens, Duration per, int burst) {
        private static final int MANY = 1_000_000;

        public Rate {
            Ranges.within("tokens", tokens, 1, MANY);
            Ranges.within("per", per, Duration.ofSeconds(1), Duration.ofHours(1));
            Ranges.within("burst", burst, 1, MANY);
        }

        /// Nanoseconds between two tokens that come back; a microsecond at least.
        public long interval() {
            return per.toNanos() / tokens;
        }

        /// Nanoseconds until an empty bucket is full.
        public long window() {
            return interval() * burst;
        }

        /// What each of so many would have if they shared it; a token at least.
        public Rate among(int sharers) {
            var more = per.multipliedBy(sharers);
            var shared = Math.max(1, burst / sharers);
            return more.compareTo(Duration.ofHours(1)) <= 0
                    ? new Rate(tokens, more, shared)
                    : new Rate(Math.max(1, tokens / sharers), per, shared);
        }
    }
}
