package dev.warfront.score.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Side;
import dev.warfront.score.ScoreCode;
import dev.warfront.score.ScoreType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/// The numbers that are written are the words that are read.
class LedgerNumbersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final DatabaseClient DATABASE = TestDatabase.get().client();

    /// They stand in kept stretches, which a node of another version may read.
    @Test
    void theNumbersOfCodesNeverChange_andEachThatMayBeRepeatedHasOne() {
        assertThat(PackedEvents.codes())
                .startsWith(
                        "SCORE_WAR_NOT_ACTIVE",
                        "SCORE_CLOCK_SKEW",
                        "SCORE_TOO_OLD",
                        "SCORE_LATE",
                        "SCORE_BATTLE_ENDED",
                        "SCORE_NOT_PARTICIPANT",
                        "SCORE_NOT_ELIGIBLE",
                        "SCORE_SIDE_LOCKED",
                        "SCORE_SAME_SIDE")
                .containsExactlyInAnyOrder(Arrays.stream(ScoreCode.values())
                        .filter(ScoreCode::isRepeatable)
                        .map(Enum::name)
                        .toArray(String[]::new));
    }

    /// A row of the table, as the view has it.
    private static List<String> words(int type, int side, int source) {
        var war = UUID.randomUUID();
        return DATABASE.sql("""
                        insert into clan_war_scores (event_id, war_id, seq, type, side, clan_id, base_points, factor_bp, points,
                                                     occurred_at, received_at, source, payload_hash, log_partition,
                                                     log_offset, log_index)
                        values (:war, :war, 1, :type, :side, :war, 0, 0, 0, now(), now(), :source, 0, 32767, 0, 0)""")
                .bind("war", war)
                .bind("type", type)
                .bind("side", side)
                .bind("source", source)
                .then()
                .thenMany(DATABASE.sql("""
                                select unnest(array[type, side, source]) as word from clan_war_score_rows where war_id = :war""")
                        .bind("war", war)
                        .mapValue(String.class)
                        .all())
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    @Test
    void givenEachWord_theViewReadsItFromItsNumber() {
        for (var type : ScoreType.values()) {
            for (var side : Side.values()) {
                for (var source : ScoreType.Origin.values()) {
                    assertThat(words(LedgerNumbers.of(type), LedgerNumbers.of(side), LedgerNumbers.of(source)))
                            .containsExactly(type.name(), side.name(), source.name());
                }
            }
        }
    }
}
