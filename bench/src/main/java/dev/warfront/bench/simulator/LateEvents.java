package dev.warfront.bench.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// What comes after the war left ACTIVE: facts from before the cut-off that still count, facts from after it, and facts
/// that come when the grace is over.
final class LateEvents {
    private static final int EACH = 10;
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration MARGIN = Duration.ofMillis(700);
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(10);

    private final List<ScoreEventSender> senders;
    private final EventMix mix;
    private final Instant cutOff;
    private final Duration grace;

    LateEvents(List<ScoreEventSender> senders, EventMix mix, Instant cutOff, Duration grace) {
        this.senders = senders;
        this.mix = mix;
        this.cutOff = cutOff;
        this.grace = grace;
    }

    /// Returns when all are answered.
    void send() {
        Waiting.until(cutOff.plus(SOON));
        sendAll(cutOff.minusMillis(50));
        sendAll(cutOff.plusMillis(1));
        if (grace.compareTo(LONGEST_GRACE) <= 0) {
            Waiting.until(cutOff.plus(grace).plus(MARGIN));
            sendAll(cutOff.minusMillis(40));
        }
    }

    private void sendAll(Instant occurred) {
        Parallel.all(senders.stream()
                .<Runnable>map(sender -> () -> {
                    sender.send(IntStream.range(0, EACH)
                            .<OutgoingRecord>mapToObj(_ -> new OutgoingRecord.Genuine(mix.killAt(occurred)))
                            .toList());
                    sender.flush();
                })
                .toList());
    }
}
