package dev.warfront.score.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Side;
import dev.warfront.score.ScoreType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/// The numbers that are written are the words that are read.
class LedgerNumbersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final DatabaseClient DATABASE = TestDatabase.get().client();

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
