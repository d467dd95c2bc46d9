package dev.warfront.score.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.score.BattleScore;
import dev.warfront.score.HotBattles;
import dev.warfront.score.TestPartition;
import dev.warfront.score.cache.TestHotBattles;
import dev.warfront.war.HotWars;
import dev.warfront.war.cache.TestHotWars;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// What readers remember after a commit is what they would read.
class ScoredViewsTest {
    private static final Ticker NO_TIME_PASSES = () -> 0;

    private final PostgresScoreboard stored = ScoresOnPostgres.postgresScoreboard();
    private final HotWars wars = TestHotWars.scoresOf(stored, NO_TIME_PASSES);
    private final HotBattles battles = TestHotBattles.over(stored, NO_TIME_PASSES);
    private final TestPartition partition = new TestPartition(
            ScoresOnPostgres.ledger(TestDatabase.get().connections(), wars, battles),
            ScoresOnPostgres.transactions(TestDatabase.get().connections()),
            ScoresOnPostgres.verifiedSums());

    @Test
    void givenCommits_whatIsRememberedIsWhatIsStored() {
        partition.flush(partition.kill(1));
        read(wars.scores().of(partition.war));
        read(wars.stats().of(partition.war));
        read(battles.scores().of(battle()));

        partition.flush(partition.mixed());
        assertRememberedIsStored();

        partition.flush(partition.kill(2));
        assertRememberedIsStored();
    }

    private void assertRememberedIsStored() {
        var score = read(stored.score(partition.war));
        var points = read(stored.score(partition.war, partition.battle));
        assertThat(score.lastSeq()).isPositive();
        assertThat(points.attacker()).isPositive();

        // the commit has its time from the clock of the node, the row from that of the database
        assertThat(wars.scores().known(partition.war))
                .usingRecursiveComparison()
                .ignoringFields("at")
                .isEqualTo(score);
        assertThat(battles.scores().known(battle()))
                .usingRecursiveComparison()
                .ignoringFields("at")
                .isEqualTo(points);
        assertThat(wars.stats().known(partition.war)).isEqualTo(read(stored.stats(partition.war)));
    }

    @Test
    void givenRebuiltTotals_theNextCommitMakesWhatIsRememberedUnknown() {
        partition.flush(partition.kill(1));
        read(wars.scores().of(partition.war));
        read(battles.scores().of(battle()));
        KernelOnPostgres.database()
                .sql("update clan_war_score_state set epoch = epoch + 1 where war_id = :war")
                .bind("war", partition.war.value())
                .then()
                .block(TestPartition.PATIENCE);

        partition.flush(partition.takeOver(), partition.records(partition.kill(2)));

        assertThat(wars.scores().known(partition.war)).isNull();
        assertThat(battles.scores().known(battle())).isNull();
        assertThat(read(wars.scores().of(partition.war)).epoch()).isEqualTo(2);
        assertThat(read(battles.scores().of(battle())).epoch()).isEqualTo(2);
    }

    private BattleScore.Key battle() {
        return new BattleScore.Key(partition.war, partition.battle);
    }

    private static <T> T read(Mono<T> work) {
        return TestPartition.done(work);
    }
}
