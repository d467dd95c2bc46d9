package dev.warfront.kernel.cache;

import dev.warfront.kernel.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.transaction.reactive.TransactionContext;
import reactor.core.publisher.Mono;

/// What is remembered for five seconds of a clock that tests move, and how often it was read.
abstract class RecentReads {
    static final Duration PATIENCE = Duration.ofSeconds(5);

    final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T10:00:00Z"));
    final AtomicInteger reads = new AtomicInteger();

    RecentlyRead<String, String> cache(Function<String, Mono<String>> read) {
        return new RecentlyRead<>(Duration.ofSeconds(5), 10, new ClockTicker(clock), read);
    }

    static String inTransaction(Mono<String> work) {
        return String.valueOf(
                work.contextWrite(context -> context.put(TransactionContext.class, "the transaction of the caller"))
                        .block(PATIENCE));
    }
}
