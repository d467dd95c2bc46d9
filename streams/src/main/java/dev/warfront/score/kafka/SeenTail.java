package dev.warfront.score.kafka;

import dev.warfront.score.BatchDecision;
import dev.warfront.score.Ledger;
import dev.warfront.score.SeenEvent;
import dev.warfront.score.SeenSlice;
import dev.warfront.score.SeenStretch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Keeps what was committed of a partition in stretches of some thousand events, so that its next owner need not find
/// them among the rows. Nothing waits for it: what is not kept is read from the ledger.
///
/// ```text
/// committed   --[0..40)--[40..70)--[70..95)--[95..120)-->
/// kept        ----------------[0..70)------------[70..120)
/// ```
final class SeenTail {
    private static final Logger log = LoggerFactory.getLogger(SeenTail.class);
    private static final int EVENTS_MIN = 8_192;
    private static final int STRETCHES_MAX = 8;

    private final Ledger ledger;
    private final Map<Integer, Growing> growing = new HashMap<>();
    private final Sinks.Many<SeenStretch> grown =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(STRETCHES_MAX));

    SeenTail(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Never waits. In the order of the commits, by one thread at a time.
    void add(List<BatchDecision> committed) {
        committed.forEach(each -> growing.compute(each.partition(), (_, known) -> grow(known, each)));
    }

    /// Nothing more comes of it: what is too short to be kept is read from the ledger. By the thread that adds.
    void forget(int partition) {
        growing.remove(partition);
    }

    private @Nullable Growing grow(@Nullable Growing known, BatchDecision committed) {
        var stretch = known == null || known.until != committed.from() ? new Growing(committed.from()) : known;
        stretch.add(committed);
        if (stretch.events.size() < EVENTS_MIN) {
            return stretch;
        }
        // a full buffer drops it, and it is read from the ledger
        grown.tryEmitNext(stretch.of(committed.partition()));
        return null;
    }

    /// Ends when {@link #noMore} was called and all is kept that was long enough.
    Flux<Void> run() {
        return grown.asFlux().concatMap(this::keep, 1);
    }

    private Mono<Void> keep(SeenStretch stretch) {
        return ledger.keep(stretch).onErrorResume(error -> {
            log.warn("the events of a stretch will be read from the ledger: {}", error.toString());
            return Mono.empty();
        });
    }

    /// Nothing will be added any more. Any thread, after the last flush.
    void noMore() {
        grown.tryEmitComplete();
    }

    /// What was committed since the last stretch.
    private static final class Growing {
        private final long from;
        private final List<SeenEvent> events = new ArrayList<>();
        private long until;

        private Growing(long from) {
            this.from = from;
        }

        private void add(BatchDecision committed) {
            events.addAll(committed.seen());
            until = committed.next();
        }

        private SeenStretch of(int partition) {
            return new SeenStretch(partition, from, until, SeenSlice.of(events));
        }
    }
}
