package dev.warfront.war;

import static dev.warfront.war.TestWars.points;
import static dev.warfront.war.TestWars.totals;
import static dev.warfront.war.WarStage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.WarId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What happens to a war when its timers ring: late, twice, or after a while in which nobody was there.
class WarTimersTest extends TwoClansAtWar {
    @Test
    void case8_tenMinutesLate_countsAsPlanned() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        stage.nextPhase(war);
        var planned = stage.wars.war(war).deadline().orElseThrow();
        stage.clock.set(planned.plus(Duration.ofMinutes(10)));

        stage.fireDue();

        var active = (War.Active) stage.wars.war(war);
        assertThat(active.startedAt()).isEqualTo(planned);
        assertThat(active.deadlineAt()).isEqualTo(planned.plus(Duration.ofDays(7)));
    }

    @Test
    void case8_threeHoursLate_getsItsFullLengthFromNow() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        stage.nextPhase(war);
        var now = stage.wars.war(war).deadline().orElseThrow().plus(Duration.ofHours(3));
        stage.clock.set(now);

        stage.fireDue();

        var active = (War.Active) stage.wars.war(war);
        assertThat(active.startedAt()).isEqualTo(now);
        assertThat(active.deadlineAt()).isEqualTo(now.plus(Duration.ofDays(7)));
    }

    @Test
    void case8_overTwoDeadlines_noPhaseIsSkipped() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        stage.clock.advance(Duration.ofDays(3));

        stage.fireDue();
        assertThat(stage.wars.war(war).status()).isEqualTo(WarStatus.PREPARATION);
        stage.clock.advance(Duration.ofDays(10));
        stage.fireDue();

        assertThat(stage.wars.war(war).status()).isEqualTo(WarStatus.ACTIVE);
        assertThat(phases(war)).containsExactly(WarStatus.PREPARATION, WarStatus.ACTIVE);
    }

    @Test
    void case9_downOverTheEnd_theCutOffIsTheStoredDeadline() {
        var war = active();
        var deadline = stage.wars.war(war).deadline().orElseThrow();
        stage.clock.set(deadline.plus(Duration.ofHours(2)));

        await(stage.timers.fireDue(stage.clock.instant(), stage.handlers()));

        assertThat(((War.Ending) stage.wars.war(war)).cutOffAt()).isEqualTo(deadline);
        assertThat(stage.scores.marked).containsExactly(war);
    }

    @Test
    void case10_aTimerThatFiresTwice_movesOnce() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);
        var timer = stage.pending(war).getFirst();
        stage.nextPhase(war);
        var once = stage.wars.war(war);

        WarStage.run(stage.phaseTimers.fire(timer, stage.clock.instant()));

        assertThat(stage.wars.war(war)).isEqualTo(once);
    }

    @Test
    void settlementWaitsForTheMark_notForTheClock() {
        var war = active();
        stage.nextPhase(war);
        stage.clock.advance(Duration.ofSeconds(59));
        await(stage.timers.fireDue(stage.clock.instant(), stage.handlers()));
        assertThat(stage.scores.marked).isEmpty();
        stage.clock.advance(Duration.ofSeconds(1));
        await(stage.timers.fireDue(stage.clock.instant(), stage.handlers()));
        stage.clock.advance(Duration.ofDays(1));
        await(stage.timers.fireDue(stage.clock.instant(), stage.handlers()));
        assertThat(stage.wars.war(war).status()).isEqualTo(WarStatus.ENDING);

        stage.fireDue();

        assertThat(stage.wars.war(war).status()).isEqualTo(WarStatus.ENDED);
    }

    @Test
    void aStepOfTheSettlementDoneTwice_isDoneOnce() {
        var war = active();
        capture(war, target);
        stage.scores.totals.put(war, totals(points(300), points(200)));
        end(war);
        var ended = stage.wars.war(war);
        var events = stage.outbox.events().size();

        for (var timer : List.of(
                WarTimers.cutOff(war, Instant.EPOCH),
                WarTimers.settleOutcome(war, Instant.EPOCH),
                WarTimers.settleLand(war, Instant.EPOCH),
                WarTimers.settleEnd(war, Instant.EPOCH))) {
            for (var handler : stage.handlers()) {
                if (handler.kinds().contains(timer.kind())) {
                    WarStage.run(handler.fire(timer, stage.clock.instant()));
                }
            }
        }

        assertThat(stage.wars.war(war)).isEqualTo(ended);
        assertThat(stage.outbox.events()).hasSize(events);
    }

    private List<WarStatus> phases(WarId war) {
        return stage.wars.log(war).stream()
                .filter(WarEvent.PhaseChanged.class::isInstance)
                .map(event -> ((WarEvent.PhaseChanged) event).to())
                .toList();
    }
}
