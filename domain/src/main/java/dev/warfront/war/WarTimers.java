package dev.warfront.war;

import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.WarId;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The alarms of a war. Their ids follow from the war, so that setting one twice is setting it once.
final class WarTimers {
    static final TimerKind PHASE = new TimerKind("PHASE");
    static final TimerKind CUT_OFF = new TimerKind("CUT_OFF");
    static final TimerKind SETTLE_OUTCOME = new TimerKind("SETTLE_OUTCOME");
    static final TimerKind SETTLE_LAND = new TimerKind("SETTLE_LAND");
    static final TimerKind SETTLE_END = new TimerKind("SETTLE_END");

    private WarTimers() {}

    /// The end of a phase; of another epoch it is void.
    static Timer phase(WarId war, int epoch, Instant at) {
        return timer(PHASE, war, "phase:" + epoch, (long) epoch, at);
    }

    static Timer cutOff(WarId war, Instant at) {
        return timer(CUT_OFF, war, "cut-off", null, at);
    }

    static Timer settleOutcome(WarId war, Instant at) {
        return timer(SETTLE_OUTCOME, war, "settle-outcome", null, at);
    }

    static Timer settleLand(WarId war, Instant at) {
        return timer(SETTLE_LAND, war, "settle-land", null, at);
    }

    static Timer settleEnd(WarId war, Instant at) {
        return timer(SETTLE_END, war, "settle-end", null, at);
    }

    private static Timer timer(TimerKind kind, WarId war, String name, @Nullable Long fence, Instant at) {
        return new Timer(NamedId.of(war.value(), name + ":timer"), kind, war.value(), null, fence, at);
    }
}
