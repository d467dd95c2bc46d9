package dev.warfront.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.WarId;
import dev.warfront.timer.InMemoryTimers;
import dev.warfront.timer.Timer;
import dev.warfront.war.Settlements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ReconcileScoresTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final WarId WAR = new WarId(new UUID(1, 2));

    private final InMemoryTimers timers = new InMemoryTimers();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final CountedRows sums = new CountedRows();
    private final ReconcileScores reconciliation =
            new ReconcileScores(sums, new Settlements(timers, clock), timers, clock);

    @Test
    void givenTheFirstRowOfAWar_itIsReconciledAMinuteLater_andEveryMinuteFromThen() {
        follow(0, 3, false);

        assertThat(kinds()).containsExactly("RECONCILE at 60 s");
        fireAt(60);
        assertThat(kinds()).containsExactly("RECONCILE at 120 s");
        fireAt(120);
        assertThat(kinds()).containsExactly("RECONCILE at 180 s");
        assertThat(sums.compared).isEqualTo(2);
    }

    @Test
    void givenAHundredThousandRows_theyAreAddedAtOnce() {
        follow(5, 99_999, false);
        assertThat(kinds()).isEmpty();

        follow(99_999, 100_000, false);

        assertThat(kinds()).containsExactly("CATCH_UP at 0 s");
    }

    @Test
    void givenMoreRowsThanOneRoundAdds_theNextFollowsAtOnce_andTheyAreComparedAtTheEnd() {
        sums.lastSeq = 250_000;
        follow(99_999, 250_000, false);

        fireAt(0);

        assertThat(sums.rounds).isEqualTo(3);
        assertThat(sums.compared).isEqualTo(1);
        assertThat(timers.pending()).isEmpty();
    }

    @Test
    void givenTheEndOfTheLog_theOutcomeIsDecidedOnlyWhenAllRowsAreAdded() {
        sums.lastSeq = 150_000;
        sums.closedSeq = 150_000L;
        follow(149_000, 150_000, true);

        run(reconciliation.fire(timers.pending().getFirst(), NOW));
        assertThat(kinds()).doesNotContain("SETTLE_OUTCOME at 0 s");
        fireAt(0);

        assertThat(sums.rounds).isGreaterThanOrEqualTo(2);
        assertThat(kinds()).containsExactly("SETTLE_OUTCOME at 0 s");
    }

    @Test
    void givenAClosedLog_theMinuteTimerEnds() {
        follow(0, 3, false);
        sums.closedSeq = 3L;

        fireAt(60);

        assertThat(kinds()).containsExactly("SETTLE_OUTCOME at 0 s");
    }

    private void follow(long prevSeq, long lastSeq, boolean closes) {
        var change = new WarScoreChange(WAR, 1, lastSeq, prevSeq, Map.of(), List.of(), List.of(), NOW);
        run(reconciliation.follow(List.of(new BatchDecision(
                0,
                0,
                1,
                List.of(),
                List.of(),
                List.of(),
                closes ? Map.of(WAR, lastSeq) : Map.of(),
                List.of(change),
                List.of(),
                Map.of(),
                RefusedRows.NONE))));
    }

    private List<String> kinds() {
        return timers.pending().stream()
                .map(timer -> timer.kind().name() + " at "
                        + Duration.between(NOW, timer.fireAt()).toSeconds() + " s")
                .toList();
    }

    /// Fires what is due of reconciliation.
    private void fireAt(int seconds) {
        var now = NOW.plusSeconds(seconds);
        for (var due = due(now); !due.isEmpty(); due = due(now)) {
            due.forEach(timer -> run(timers.fire(timer, now, reconciliation)));
        }
    }

    private List<Timer> due(Instant now) {
        return timers.pending().stream()
                .filter(timer -> reconciliation.kinds().contains(timer.kind()))
                .filter(timer -> !timer.fireAt().isAfter(now))
                .toList();
    }

    private static void run(Mono<Void> work) {
        work.block(PATIENCE);
    }

    /// Sums that only count.
    private static final class CountedRows implements VerifiedSums {
        private long verifiedSeq;
        private long lastSeq = 3;
        private @Nullable Long closedSeq;
        private int rounds;
        private int compared;

        @Override
        public Mono<Progress> addOn(WarId war, int rowsMax) {
            return Mono.fromSupplier(() -> {
                rounds++;
                verifiedSeq = Math.min(lastSeq, verifiedSeq + rowsMax);
                return new Progress(verifiedSeq, lastSeq, closedSeq);
            });
        }

        @Override
        public Mono<Long> correctTotals(WarId war) {
            return Mono.fromSupplier(() -> {
                compared++;
                return 0L;
            });
        }
    }
}
