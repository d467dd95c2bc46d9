package dev.warfront.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.war.Scoreboard.Stats;
import dev.warfront.war.http.WarScoreJson.WarStatsJson;
import org.junit.jupiter.api.Test;

/// The ETag of `/stats` says what the answer says.
class StatsTagTest {
    private static Stats stats(boolean isFinal, long afterFinal) {
        return new Stats(7, 5, 2, 1, 7L, isFinal, afterFinal);
    }

    @Test
    void givenAWarToWhichNothingMoreCame_itsCountsAreItsTag() {
        assertThat(WarStatsJson.eTag(stats(false, 0), false)).isEqualTo("\"5.2.1.closed\"");
        assertThat(WarStatsJson.eTag(stats(true, 0), false)).isEqualTo("\"5.2.1.closed.final\"");
    }

    @Test
    void givenWhatCameAfterTheEnd_theTagMovesWithIt() {
        assertThat(WarStatsJson.eTag(stats(true, 4), true)).isEqualTo("\"5.2.1.closed.final.4\"");
        assertThat(WarStatsJson.eTag(stats(true, 5), true)).isEqualTo("\"5.2.1.closed.final.5\"");
    }
}
