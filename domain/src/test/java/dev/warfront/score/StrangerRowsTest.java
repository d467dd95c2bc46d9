package dev.warfront.score;

import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.STRANGER_ROWS_MAX;
import static dev.warfront.score.TestScores.WAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.score.BatchDecision.EventResult;
import dev.warfront.score.BatchDecision.Status;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is kept for review of those whom nobody knows.
class StrangerRowsTest {
    private final TestScores scores = new TestScores();

    private LogRecord[] junk(int count, LogRecord.Proof proof, Instant receivedAt) {
        return IntStream.range(0, count)
                .mapToObj(_ -> scores.log(new ParsedEvent.Malformed(null, "no JSON"), proof, WAR, true, receivedAt))
                .toArray(LogRecord[]::new);
    }

    @Test
    void givenMoreThanAreKeptOfAMinute_theRestIsOnlyCounted() {
        var decision = scores.commit(junk(STRANGER_ROWS_MAX + 5, LogRecord.Proof.NONE, NOON));

        assertThat(scores.reviews).hasSize(STRANGER_ROWS_MAX);
        assertThat(decision.results())
                .containsEntry(new EventResult(Status.REJECTED, ScoreCode.SCORE_MALFORMED), STRANGER_ROWS_MAX + 5);
    }

    @Test
    void givenThatManyInEarlierBatches_noneIsKept_untilTheNextMinute() {
        scores.commit(junk(STRANGER_ROWS_MAX, LogRecord.Proof.NONE, NOON));

        scores.commit(junk(1, LogRecord.Proof.NONE, NOON.plusSeconds(59)));
        assertThat(scores.reviews).hasSize(STRANGER_ROWS_MAX);

        scores.commit(junk(1, LogRecord.Proof.NONE, NOON.plusSeconds(60)));
        assertThat(scores.reviews).hasSize(STRANGER_ROWS_MAX + 1);
    }

    @Test
    void givenAGameServerThatIsKnown_allOfItIsKept() {
        scores.commit(junk(STRANGER_ROWS_MAX, LogRecord.Proof.NONE, NOON));

        scores.commit(junk(STRANGER_ROWS_MAX + 5, LogRecord.Proof.GAME_SERVER, NOON));

        assertThat(scores.reviews).hasSize(2 * STRANGER_ROWS_MAX + 5);
    }

    @Test
    void givenABatchThatIsDecidedAgain_itsRowsCountOnce() {
        var junk = junk(STRANGER_ROWS_MAX, LogRecord.Proof.NONE, NOON);
        scores.decide(junk);

        scores.commit(junk);

        assertThat(scores.reviews).hasSize(STRANGER_ROWS_MAX);
    }
}
