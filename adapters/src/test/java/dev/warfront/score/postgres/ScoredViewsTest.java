package dev.warfront.score.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.ScoreWorld;
import dev.warfront.score.TestPartition;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarScoreChange.ClanTally;
import dev.warfront.war.HotView;
import dev.warfront.war.HotWars;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.Scoreboard.Scores;
import dev.warfront.war.Scoreboard.Stats;
import dev.warfront.war.Tally;
import dev.warfront.war.WarView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/// What readers remember after a commit is what they would read.
class ScoredViewsTest {
    private static final WarId WAR = new WarId(UUID.randomUUID());
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00Z");

    private final Remembering remembering = new Remembering();
    private final TestPartition partition = new TestPartition(
            new PostgresLedger(DatabaseClient.create(TestDatabase.get().connections()), ScoreWorld.WINDOW, remembering),
            ScoresOnPostgres.transactions(TestDatabase.get().connections()),
            ScoresOnPostgres.verifiedSums());

    @Test
    void givenCommits_whatIsRememberedIsWhatIsStored() {
        partition.flush(partition.kill(1));
        remembering.read(partition.war);

        partition.flush(partition.mixed());
        assertThat(remembering.scores).isEqualTo(scores());
        assertThat(remembering.stats).isEqualTo(stats());

        partition.flush(partition.kill(2));
        assertThat(remembering.scores).isEqualTo(scores());
        assertThat(remembering.stats).isEqualTo(stats());
        assertThat(remembering.scores.lastSeq()).isPositive();
    }

    private Scores scores() {
        return TestPartition.done(ScoresOnPostgres.scoreboard().scores(partition.war));
    }

    private Stats stats() {
        return TestPartition.done(ScoresOnPostgres.scoreboard().stats(partition.war));
    }

    @Test
    void givenAChangeAfterAGap_orOfRebuiltTotals_theScoresAreUnknown() {
        var scores = new Scores(1, 7, false, points(7), Tally.NOTHING, List.of());

        assertThat(ScoredViews.after(scores, change(1, 8, 9))).isNull();
        assertThat(ScoredViews.after(scores, change(2, 7, 9))).isNull();
    }

    @Test
    void givenAChangeThatIsContained_theScoresStayWhatTheyAre() {
        var scores = new Scores(1, 7, false, points(7), Tally.NOTHING, List.of());

        assertThat(ScoredViews.after(scores, change(1, 5, 7))).isSameAs(scores);
    }

    private static WarScoreChange change(int epoch, long prevSeq, long lastSeq) {
        return new WarScoreChange(
                WAR,
                epoch,
                lastSeq,
                prevSeq,
                Map.of(Side.ATTACKER, points(lastSeq)),
                List.of(new ClanTally(new ClanId(new UUID(4, 2)), Side.ATTACKER, points(lastSeq))),
                List.of(),
                false,
                AT);
    }

    private static Tally points(long points) {
        return new Tally(points, 0, 0, 0, 0);
    }

    /// Remembers one war, once it was read.
    private static final class Remembering implements HotWars {
        private Scores scores = new Scores(1, 0, false, Tally.NOTHING, Tally.NOTHING, List.of());
        private Stats stats = new Stats(0, 0, 0, 0, null, false);
        private boolean read;

        void read(WarId war) {
            scores = TestPartition.done(ScoresOnPostgres.scoreboard().scores(war));
            stats = TestPartition.done(ScoresOnPostgres.scoreboard().stats(war));
            read = true;
        }

        @Override
        public void scored(
                WarId war,
                Function<Scores, @Nullable Scores> scoresAfter,
                Function<Stats, @Nullable Stats> statsAfter) {
            if (read) {
                scores = Objects.requireNonNull(scoresAfter.apply(scores));
                stats = Objects.requireNonNull(statsAfter.apply(stats));
            }
        }

        @Override
        public HotView<WarView> wars() {
            throw new UnsupportedOperationException("only scores");
        }

        @Override
        public HotView<Scoreboard.Scores> scores() {
            throw new UnsupportedOperationException("only scores");
        }

        @Override
        public HotView<Scoreboard.Stats> stats() {
            throw new UnsupportedOperationException("only scores");
        }

        @Override
        public void forget(WarId war) {
            throw new UnsupportedOperationException("only scores");
        }
    }
}
