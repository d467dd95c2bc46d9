package dev.warfront.score;

import static dev.warfront.score.TestScores.BATTLE;
import static dev.warfront.score.TestScores.NOON;
import static dev.warfront.score.TestScores.WAR;
import static dev.warfront.score.TestScores.attacker;
import static dev.warfront.score.TestScores.defender;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole random logs: however they are cut into batches, and whatever fails on the way, the result is the same.
class RedeliveryTest {
    private static final int RECORDS = 600;

    static IntStream seeds() {
        return IntStream.range(0, 25);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givenTheSameLogCutDifferently_ledgerTotalsAndCountsAreTheSame(int seed) {
        var log = randomLog(seed);
        var whole = new TestScores();
        whole.commit(log);

        var cut = new TestScores();
        inPieces(log, new Random(seed + 1_000), cut, false);

        assertThat(cut.ledger).isEqualTo(whole.ledger);
        assertThat(cut.warState()).isEqualTo(whole.warState());
        assertThat(cut.side(Side.ATTACKER)).isEqualTo(whole.side(Side.ATTACKER));
        assertThat(cut.reviews).hasSameSizeAs(whole.reviews);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givenFlushesThatFail_theNextDecidesTheSame(int seed) {
        var log = randomLog(seed);
        var smooth = new TestScores();
        smooth.commit(log);

        var rough = new TestScores();
        inPieces(log, new Random(seed + 2_000), rough, true);

        assertThat(rough.ledger).isEqualTo(smooth.ledger);
        assertThat(rough.warState()).isEqualTo(smooth.warState());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givenAnyLog_totalsEqualTheLedgerAndEveryRecordIsCountedOnce(int seed) {
        var scores = new TestScores();
        var log = randomLog(seed);
        inPieces(log, new Random(seed + 3_000), scores, true);

        LedgerSums.of(scores.ledger)
                .forEach((key, counts) -> assertThat(scores.state.war(WAR).total(key))
                        .as("seed %d, %s", seed, key)
                        .isEqualTo(counts));
        var state = scores.warState();
        assertThat(state.accepted() + state.duplicates() + state.rejected()).isEqualTo(RECORDS);
        assertThat(new HashSet<>(scores.ledger.stream().map(LedgerRow::eventId).toList()))
                .hasSameSizeAs(scores.ledger);
        assertThat(scores.ledger.stream().map(LedgerRow::seq).toList())
                .isEqualTo(IntStream.rangeClosed(1, scores.ledger.size())
                        .mapToObj(each -> (long) each)
                        .toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givenATakeover_theStateRestoredFromTheStoreGoesOnAlike(int seed) {
        var log = randomLog(seed);
        var smooth = new TestScores();
        smooth.commit(log);

        var half = RECORDS / 2;
        var taken = new TestScores();
        var first = taken.commit(log.subList(0, half));
        var owner = new PartitionState(first.partition(), half, taken.windows, TestScores.REVIEW_BOUNDS);
        owner.restore(SeenSlice.of(first.seen()));
        owner.open();
        var context = taken.context();
        var restored = new FlushContext(
                context.wars(),
                context.rosters(),
                context.battles(),
                context.derived(),
                Map.of(WAR, first.wars().getFirst()),
                Map.of(),
                context.now());
        var second = owner.decide(log.subList(half, RECORDS), restored);
        owner.apply(second);

        var rows = new ArrayList<>(first.rows());
        rows.addAll(second.rows());
        assertThat(rows).isEqualTo(smooth.ledger);
        assertThat(owner.war(WAR).state()).isEqualTo(smooth.warState());
    }

    private static void inPieces(List<LogRecord> log, Random random, TestScores scores, boolean failing) {
        for (var from = 0; from < log.size(); ) {
            var until = Math.min(log.size(), from + 1 + random.nextInt(60));
            if (failing && random.nextBoolean()) {
                scores.state.decide(log.subList(from, until), scores.context());
            } else {
                scores.commit(log.subList(from, until));
                from = until;
            }
        }
    }

    /// Kills, assists and captures of objectives, one in four a repeat, one in eight spoiled somehow.
    private static List<LogRecord> randomLog(int seed) {
        var random = new Random(seed);
        var maker = new TestScores();
        var sent = new ArrayList<ScoreEvent>();
        var log = new ArrayList<LogRecord>();
        while (log.size() < RECORDS) {
            var event = !sent.isEmpty() && random.nextInt(4) == 0
                    ? sent.get(random.nextInt(sent.size()))
                    : anyEvent(random, sent.size());
            sent.add(event);
            log.add(maker.log(event, NOON.plusMillis(log.size())));
        }
        return log;
    }

    private static ScoreEvent anyEvent(Random random, int id) {
        var own = player(random, true);
        var other = player(random, false);
        var battle = random.nextBoolean() ? BATTLE : null;
        var at = NOON.minusMillis(random.nextInt(700_000));
        return switch (random.nextInt(8)) {
            case 0 -> TestScores.objective(id, battle, List.of(own, attacker(14)), at);
            case 1, 2 -> TestScores.assist(id, other, own, at);
            case 3 -> TestScores.kill(id, own, own, at);
            default -> TestScores.kill(id, own, other, at);
        };
    }

    private static PlayerId player(Random random, boolean attacker) {
        var number = random.nextInt(14);
        return attacker ? attacker(number) : defender(number);
    }
}
