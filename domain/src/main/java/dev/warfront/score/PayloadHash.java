package dev.warfront.score;

import dev.warfront.battle.CaptureScoreEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Eight bytes over the fields of a score event: a chain of the finaliser of SplitMix64 (Steele, Lea, Flood:
/// Fast splittable pseudorandom number generators, 2014).
final class PayloadHash {
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;
    private long state = GOLDEN;

    static long of(CaptureScoreEvent capture) {
        return new PayloadHash()
                .add(capture.war().value())
                .add(capture.side().name())
                .add(capture.clan().value())
                .add(capture.territory().value())
                .add(capture.battle().value())
                .add(capture.points())
                .add(capture.occurredAt().toEpochMilli())
                .value();
    }

    PayloadHash add(long next) {
        var z = state * 31 + next + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        state = z ^ (z >>> 31);
        return this;
    }

    PayloadHash add(@Nullable UUID next) {
        return next == null ? add(0L) : add(next.getMostSignificantBits()).add(next.getLeastSignificantBits());
    }

    PayloadHash add(String next) {
        add(next.length());
        for (var i = 0; i < next.length(); i++) {
            add(next.charAt(i));
        }
        return this;
    }

    long value() {
        return state;
    }
}
