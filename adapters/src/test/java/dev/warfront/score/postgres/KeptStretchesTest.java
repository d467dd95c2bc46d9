package dev.warfront.score.postgres;

import static dev.warfront.score.TestPartition.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.score.BatchDecision;
import dev.warfront.score.Ledger;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.SeenSlice;
import dev.warfront.score.SeenStretch;
import dev.warfront.score.TestPartition;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What only shows in the table itself; that kept events are the right ones is in the contract.
class KeptStretchesTest {
    private static final int EVENTS = 300;

    private final Ledger ledger = ScoresOnPostgres.ledger(TestDatabase.get().connections());
    private final Transactions transactions =
            ScoresOnPostgres.transactions(TestDatabase.get().connections());
    private final TestPartition partition = new TestPartition(ledger, transactions, ScoresOnPostgres.verifiedSums());

    @Test
    void givenAKeptStretch_itsRowsAreNotRead() {
        keep(kills(0));
        var rest = kills(EVENTS);
        run("delete from clan_war_scores where log_partition = :partition and log_offset < " + rest.from());

        assertThat(partition.takeOver().seenCount()).isEqualTo(2 * EVENTS);
    }

    @Test
    void givenAStretchThatIsGone_itsRowsAreRead() {
        keep(kills(0));
        keep(kills(EVENTS));
        kills(2 * EVENTS);
        run("delete from score_seen_stretches where partition = :partition and from_offset = 0");

        assertThat(partition.takeOver().seenCount()).isEqualTo(3 * EVENTS);
    }

    /// Other events may come to have the same offsets.
    @Test
    void givenALogThatGoesOnFurtherBack_whatIsKeptFromBehindThereIsDropped() {
        keep(kills(0));
        var second = kills(EVENTS);
        keep(second);
        run("update score_partitions set next_offset = " + (EVENTS + 7) + " where topic = '" + ScoreLog.FEED
                + "' and partition = :partition");

        assertThat(partition.takeOver().seenCount()).isEqualTo(2 * EVENTS);
        keep(second);
        assertThat(run("update score_seen_stretches set events = events where partition = :partition"))
                .isOne();
    }

    @Test
    void givenAStretchOfALaterVersion_whichKnowsMoreRefusals_itsRowsAreRead() {
        keep(kills(0));
        run("update score_seen_stretches set events = set_byte(events, 24, 99) where partition = :partition");

        assertThat(partition.takeOver().seenCount()).isEqualTo(EVENTS);
    }

    private BatchDecision kills(int first) {
        return partition.flush(IntStream.range(first, first + EVENTS)
                .mapToObj(partition::kill)
                .map(partition::record)
                .toList());
    }

    private void keep(BatchDecision decision) {
        ledger.keep(new SeenStretch(
                        decision.partition(), decision.from(), decision.next(), SeenSlice.of(decision.seen())))
                .block(TestPartition.PATIENCE);
    }

    private long run(String sql) {
        return done(KernelOnPostgres.database()
                .sql(sql)
                .bind("partition", partition.number)
                .fetch()
                .rowsUpdated());
    }
}
