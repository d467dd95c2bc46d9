package dev.warfront.packaged;

import dev.warfront.packaged.faults.Fault;
import dev.warfront.testing.Depth;
import java.util.List;
import java.util.Random;

/// The steps on the way of a point from the log to the end of its war, between which the program may die. One of each
/// kind is drawn for a run; with `-Ddeep` it takes all.
final class FaultSteps {

    /// Reached again and again while the war is ACTIVE; which of the calls is drawn.
    private static final List<Fault> UNDER_LOAD = List.of(
            Fault.after("dev.warfront.score.ScoreLog", "append"), // the log has it, the sender does not know
            Fault.before("dev.warfront.score.Ledger", "store"), // the log has it, the ledger does not
            Fault.after("dev.warfront.score.Ledger", "store"), // written, not committed
            Fault.before("dev.warfront.score.LiveScores", "show"), // committed, Redis does not know
            Fault.after("dev.warfront.score.LiveScores", "show"), // Redis knows, nothing is published
            Fault.after("dev.warfront.score.ScoreFeed", "publish"), // published, and nobody wrote down that it is
            Fault.after("dev.warfront.score.Ledger", "published"), // written down, no viewer knows
            Fault.after("dev.warfront.score.LiveFrames", "push"));

    /// Each reached once, in this order, while the war is ENDING.
    private static final List<Fault> IN_SETTLEMENT = List.of(
            Fault.after("dev.warfront.war.CutOffMarkers", "appendCutOffMarker"), // not committed
            Fault.after("dev.warfront.timer.DueTimers", "fireNext").with("CUT_OFF"), // stored, not in the log
            Fault.before("dev.warfront.outbox.PendingEvents", "published").with("CUT_OFF"), // in the log, sent again
            Fault.after("dev.warfront.score.VerifiedSums", "addOn"), // the ledger is added up, not committed
            Fault.after("dev.warfront.timer.DueTimers", "fireNext").with("CATCH_UP"), // the sums are stored
            Fault.after("dev.warfront.war.FinalScores", "finalise"), // not committed
            Fault.after("dev.warfront.timer.DueTimers", "fireNext").with("SETTLE_OUTCOME"), // `final` is stored
            Fault.after("dev.warfront.timer.DueTimers", "fireNext").with("SETTLE_LAND"),
            Fault.after("dev.warfront.guild.ClanStore", "replace"), // ENDED is not committed
            Fault.after("dev.warfront.timer.DueTimers", "fireNext").with("SETTLE_END"), // ENDED, nobody was told
            Fault.before("dev.warfront.outbox.PendingEvents", "published").with("war.ended")); // told, sent again

    /// The latest call of a step under load that is drawn.
    private static final int CALLS = 5;

    private FaultSteps() {}

    static List<Fault> underLoad(Random random) {
        return Depth.some(1, UNDER_LOAD, random).stream()
                .map(fault -> fault.nth(1 + random.nextInt(CALLS)))
                .toList();
    }

    static List<Fault> inSettlement(Random random) {
        return Depth.some(1, IN_SETTLEMENT, random);
    }
}
