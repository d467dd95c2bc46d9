package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.packaged.faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The program dies between each two steps on the way of a point from the log to the end of its war, one after the
/// other in the same war, and nothing is lost or counted twice. Two of the steps are drawn for a run, one
/// under load and one in settlement; with `-Ddeep` it takes all. On servers of its own, beside other journeys.
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class FaultPointIT {

    /// Out of reach: the war ends by surrender.
    private static final Duration ACTIVE = Duration.ofMinutes(30);

    private static final Duration LOAD = Duration.ofSeconds(20);

    private static final Duration STRUCK = Duration.ofMinutes(2);

    private static final int EVENTS = 2_000;

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

    private static final int CALLS = 5;

    @Test
    void givenADeathBetweenEachTwoSteps_theWarEndsAsTheBookSays() {
        var seed = Seed.drawn("FaultPointIT");
        var random = seed.random();
        var underLoad = Depth.some(1, UNDER_LOAD, random).stream()
                .map(fault -> fault.nth(1 + random.nextInt(CALLS)))
                .toList();
        var first = underLoad.getFirst();
        var inSettlement = Depth.some(1, IN_SETTLEMENT, random);
        System.out.println("FaultPointIT: " + underLoad + ", then " + inSettlement);
        try (var servers = EmbeddedServers.temporary();
                var program = PackagedProgram.named("faults", servers)
                        .with("war.phase.active", ACTIVE.toSeconds() + "s")
                        .start(first);
                var simulated = SimulatedWar.begin(program, seed, EVENTS, LOAD)) {
            var war = simulated.awaitActive();
            for (var fault : underLoad) {
                if (!fault.equals(first)) {
                    program.launch(fault);
                }
                assertDies(program, fault);
                assertThat(simulated.truth().status(war)).as(fault.toString()).isEqualTo("ACTIVE");
            }
            simulated.release();
            for (var fault : inSettlement) {
                program.launch(fault);
                assertDies(program, fault);
            }
            program.start();

            var report = simulated.settle(war);

            System.out.println("FaultPointIT: " + report.line());
        }
    }

    private static void assertDies(PackagedProgram program, Fault fault) {
        assertThat(program.exitCode(STRUCK)).as(fault.toString()).isEqualTo(Fault.EXIT);
    }
}
