package dev.warfront.score.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.score.LogPositions;
import dev.warfront.score.LogPositions.Position;
import dev.warfront.score.ScoreLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresLogPositionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// Of no log: tests of the ledger use others.
    private static final int BEGUN = 31_001;

    private static final int NEW = 31_002;
    private static final List<Integer> BOTH = List.of(BEGUN, NEW);

    private final LogPositions positions = ScoresOnPostgres.logPositions();
    private final UUID log = UUID.randomUUID();

    @BeforeEach
    void givenAPartitionThatWasBegunBeforeLogsWereNoted() {
        execute("delete from score_partitions where partition in (31001, 31002)");
        execute("insert into score_partitions (topic, partition, next_offset) values ('" + ScoreLog.FEED
                + "', 31001, 70)");
    }

    private static void execute(String sql) {
        KernelOnPostgres.database().sql(sql).then().block(PATIENCE);
    }

    private Map<Integer, Position> stored() {
        return positions.of(BOTH).blockOptional(PATIENCE).orElseThrow();
    }

    @Test
    void givenPartitionsThatBegin_theLogIsNoted_andNoOffsetMoves() {
        assertThat(stored()).isEqualTo(Map.of(BEGUN, new Position(70, null)));

        positions.begin(Map.of(BEGUN, 70L, NEW, 12L), log).block(PATIENCE);

        assertThat(stored()).isEqualTo(Map.of(BEGUN, new Position(70, log), NEW, new Position(12, log)));
    }

    @Test
    void givenALogThatIsKnown_anotherDoesNotTakeItsPlace() {
        positions.begin(Map.of(BEGUN, 70L), log).block(PATIENCE);

        positions.begin(Map.of(BEGUN, 0L), UUID.randomUUID()).block(PATIENCE);

        assertThat(stored()).isEqualTo(Map.of(BEGUN, new Position(70, log)));
    }

    @Test
    void nothingIsWrittenBeforeSubscription() {
        var _ = positions.begin(Map.of(NEW, 3L), log);

        assertThat(stored()).doesNotContainKey(NEW);
    }
}
