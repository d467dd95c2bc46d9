package dev.warfront.score;

import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.REVIEW_BOUNDS;
import static dev.warfront.score.TestScores.WAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PlayerId;
import dev.warfront.score.BatchDecision.EventResult;
import dev.warfront.score.BatchDecision.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is kept for review of those whom nobody knows, and of game servers.
class RefusedRowsTest {
    private static final int MINUTE = REVIEW_BOUNDS.strangersOfMinute();
    private static final int STRANGERS_DAY = REVIEW_BOUNDS.strangersOfDay();
    private static final int SERVERS_DAY = REVIEW_BOUNDS.serversOfDay();
    private static final PlayerId UNKNOWN = new PlayerId(new UUID(7, 7));

    private final TestScores scores = new TestScores();

    private LogRecord[] junk(int count, LogRecord.Proof proof, Instant receivedAt) {
        return IntStream.range(0, count)
                .mapToObj(_ -> scores.log(new ParsedEvent.Malformed(null, "no JSON"), proof, WAR, true, receivedAt))
                .toArray(LogRecord[]::new);
    }

    @Test
    void givenMoreThanAreKeptOfAMinute_theRestIsOnlyCounted() {
        var decision = scores.commit(junk(MINUTE + 5, LogRecord.Proof.NONE, NOON));

        assertThat(scores.reviews).hasSize(MINUTE);
        assertThat(decision.results())
                .containsEntry(new EventResult(Status.REJECTED, ScoreCode.SCORE_MALFORMED), MINUTE + 5);
    }

    @Test
    void givenThatManyInEarlierBatches_noneIsKept_untilTheNextMinute() {
        scores.commit(junk(MINUTE, LogRecord.Proof.NONE, NOON));

        scores.commit(junk(1, LogRecord.Proof.NONE, NOON.plusSeconds(59)));
        assertThat(scores.reviews).hasSize(MINUTE);

        scores.commit(junk(1, LogRecord.Proof.NONE, NOON.plusSeconds(60)));
        assertThat(scores.reviews).hasSize(MINUTE + 1);
    }

    @Test
    void givenStrangersThatGoOnForADay_noMoreIsKeptThanOfADay_untilTheNext() {
        for (var minute = 0; minute < 10; minute++) {
            scores.commit(junk(2 * MINUTE, LogRecord.Proof.NONE, NOON.plus(Duration.ofMinutes(minute))));
        }
        assertThat(scores.reviews).hasSize(STRANGERS_DAY);

        scores.commit(junk(1, LogRecord.Proof.NONE, NOON.plus(Duration.ofHours(12))));
        assertThat(scores.reviews).hasSize(STRANGERS_DAY + 1);
    }

    @Test
    void givenAFloodOfOneMinute_onlyWhatWasKeptOfItCountsForItsDay() {
        scores.commit(junk(2 * STRANGERS_DAY, LogRecord.Proof.NONE, NOON));

        scores.commit(junk(1, LogRecord.Proof.NONE, NOON.plusSeconds(60)));

        assertThat(scores.reviews).hasSize(MINUTE + 1);
    }

    @Test
    void givenAGameServerThatIsKnown_strangersTakeNothingOfItsRows() {
        scores.commit(junk(2 * STRANGERS_DAY, LogRecord.Proof.NONE, NOON));

        scores.commit(junk(SERVERS_DAY, LogRecord.Proof.GAME_SERVER, NOON));

        assertThat(scores.reviews).hasSize(MINUTE + SERVERS_DAY);
    }

    @Test
    void givenAGameServerThatSendsMoreJunkThanIsKeptOfADay_theRestIsOnlyCounted_untilTheNext() {
        scores.commit(junk(SERVERS_DAY + 5, LogRecord.Proof.GAME_SERVER, NOON));

        assertThat(scores.reviews).hasSize(SERVERS_DAY);
        assertThat(scores.warState().rejected()).isEqualTo(SERVERS_DAY + 5);

        scores.commit(junk(1, LogRecord.Proof.GAME_SERVER, NOON.plus(Duration.ofHours(12))));
        assertThat(scores.reviews).hasSize(SERVERS_DAY + 1);
    }

    @Test
    void givenARefusalBeyondTheDay_ofAnEventWhoseRepeatsAreFound_itIsKeptWithoutItsBytes() {
        scores.commit(junk(SERVERS_DAY, LogRecord.Proof.GAME_SERVER, NOON));

        scores.commit(scores.log(TestScores.kill(1, UNKNOWN, TestScores.defender(0), NOON)));

        assertThat(scores.reviews).hasSize(SERVERS_DAY + 1);
        var row = scores.reviews.getLast();
        assertThat(row.code()).isEqualTo(ScoreCode.SCORE_NOT_PARTICIPANT);
        assertThat(row.eventId()).isEqualTo(new UUID(9, 1));
        assertThat(row.raw()).isSameAs(RawRecord.NONE);
    }

    @Test
    void givenABatchThatIsDecidedAgain_itsRowsCountOnce() {
        var junk = junk(MINUTE, LogRecord.Proof.NONE, NOON);
        scores.decide(junk);

        scores.commit(junk);

        assertThat(scores.reviews).hasSize(MINUTE);
    }
}
