package dev.warfront.score.postgres;

import static dev.warfront.score.TestPartition.PATIENCE;
import static dev.warfront.score.TestPartition.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.battle.CaptureRules;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.score.Batch;
import dev.warfront.score.BatchDecision;
import dev.warfront.score.FeedItem;
import dev.warfront.score.Ledger;
import dev.warfront.score.LedgerContract;
import dev.warfront.score.LedgerSums;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.PartitionState;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreCode;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.TestPartition;
import dev.warfront.score.TotalKey;
import dev.warfront.score.VerifiedSums;
import dev.warfront.score.VerifiedSumsContract;
import dev.warfront.war.FinalScores;
import dev.warfront.war.FinalTotals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/// The contract on the real server, and what only a database can lose.
class PostgresLedgerTest implements LedgerContract, VerifiedSumsContract {
    private final Ledger ledger = ScoresOnPostgres.ledger(TestDatabase.get().connections());
    private final Transactions transactions =
            ScoresOnPostgres.transactions(TestDatabase.get().connections());
    private final TestPartition partition = new TestPartition(ledger, transactions, sums());

    /// The first connection may take longer than any one statement.
    @BeforeAll
    static void connect() {
        done(TestDatabase.get().client().sql("select 1").fetch().rowsUpdated());
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Transactions transactions() {
        return transactions;
    }

    @Override
    public VerifiedSums sums() {
        return ScoresOnPostgres.verifiedSums();
    }

    @Override
    public void damage(WarId war, TotalKey key, long points) {
        done(KernelOnPostgres.database()
                .sql("""
                        update clan_war_score_totals set points = points + :points
                        where war_id = :war and scope = :scope and scope_id = :id and side = :side""")
                .bind("points", points)
                .bind("war", war.value())
                .bind("scope", key.scope().name())
                .bind("id", key.id())
                .bind("side", key.side().name())
                .fetch()
                .rowsUpdated());
    }

    private FinalScores finalScores() {
        return (FinalScores) sums();
    }

    private LedgerAudits.Audit audit() {
        return done(ScoresOnPostgres.audits().audit(partition.war));
    }

    @Test
    void givenAFlush_ledgerTotalsStateAndReviewsAreWhatWasDecided() {
        var decision = partition.flush(partition.mixed());

        var audit = audit();
        assertThat(audit).matches(LedgerAudits.Audit::sound);
        assertThat(audit.sums()).isEqualTo(LedgerSums.of(decision.rows()));
        assertThat(audit.rows()).isEqualTo(decision.rows().size());
        var stats = done(ScoresOnPostgres.scoreboard().stats(partition.war));
        assertThat(stats.accepted() + stats.duplicates() + stats.rejected()).isEqualTo(302);
        assertThat(stats.rejected()).isEqualTo(61);
        var scores = done(ScoresOnPostgres.scoreboard().score(partition.war));
        assertThat(scores.lastSeq()).isEqualTo(audit.lastSeq());
        assertThat(scores.attacker().points())
                .isEqualTo(
                        decision.rows().stream().mapToLong(row -> row.points()).sum());
        assertThat(scores.clans()).hasSize(2);
        assertThat(done(ScoresOnPostgres.battleScores().of(partition.war, partition.battle))
                        .attacker())
                .isEqualTo(scores.attacker().points() - 480);
    }

    @Test
    void givenAStaleOwner_theLedgerStaysSound() {
        givenAStaleOwner_itsFlushIsRefusedAndStoresNothing();
        partition.flush(partition.kill(1));
        var owner = partition.takeOver();
        partition.flush(owner, partition.records(partition.kill(1), partition.kill(2)));

        assertThat(audit()).matches(LedgerAudits.Audit::sound);
        assertThat(audit().rows()).isEqualTo(2);
    }

    @Test
    void givenAWarWhoseCapturesAreWorthTenThousand_theLedgerTakesThem() {
        var dear = new TestPartition(
                ledger, transactions, sums(), new CaptureRules(10_000, 1_000, Duration.ofMinutes(30)));

        dear.flush(dear.capture(10_000), dear.capture(76_000));

        assertThat(done(ScoresOnPostgres.scoreboard().score(dear.war))
                        .attacker()
                        .points())
                .isEqualTo(86_000);
        assertThat(done(ScoresOnPostgres.audits().audit(dear.war))).matches(LedgerAudits.Audit::sound);
    }

    @Test
    void givenTheRowOfAnEarlierPartitionIsHeld_aMoveOfBothHoldsNoLaterOne() {
        var later = new TestPartition(ledger, transactions, sums());

        assertWaitsForTheEarlier(
                later, ledger.moveOffsets(List.of(batch(later, later.owner()), batch(partition, partition.owner()))));
    }

    @Test
    void givenTheRowOfAnEarlierPartitionIsHeld_notingBothAsPublishedHoldsNoLaterOne() {
        var later = new TestPartition(ledger, transactions, sums());
        var both = new LinkedHashMap<Integer, Long>();
        both.put(later.number, 0L);
        both.put(partition.number, 0L);

        assertWaitsForTheEarlier(later, ledger.published(both));
    }

    private static Batch batch(TestPartition partition, PartitionState owner) {
        return new Batch(owner, partition.records(partition.kill(1)));
    }

    /// While somebody else holds the row of this test's partition, which the table has behind the other one.
    private void assertWaitsForTheEarlier(TestPartition later, Mono<Void> update) {
        done(ledger.start(partition.number));
        var held = Sinks.<Void>empty();
        var over = Sinks.<Void>empty();
        var holding = lockFree(partition.number)
                .then(Mono.fromRunnable(held::tryEmitEmpty))
                .then(over.asMono())
                .as(transactions::inTransaction);
        var updating = held.asMono().then(inTheOrderOfTheTable().then(update).as(transactions::inTransaction));
        var looking = held.asMono()
                .then(someoneWaits())
                .then(lockFree(later.number).as(transactions::inTransaction))
                .doFinally(_ -> over.tryEmitEmpty());

        assertThat(done(Mono.zip(looking, holding.thenReturn(true), updating.thenReturn(true)))
                        .getT1())
                .as("the row of the later partition is free")
                .isTrue();
    }

    /// As the database reads a table unless it finds an index worth while.
    private static Mono<Void> inTheOrderOfTheTable() {
        return Flux.just("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan", "enable_mergejoin")
                .concatMap(way -> KernelOnPostgres.database()
                        .sql("set local " + way + " = off")
                        .then())
                .then();
    }

    private static Mono<Boolean> lockFree(int partition) {
        return KernelOnPostgres.database()
                .sql("""
                        select partition from score_partitions where topic = :topic and partition = :partition
                        for update skip locked""")
                .bind("topic", ScoreLog.FEED)
                .bind("partition", partition)
                .mapValue(Integer.class)
                .one()
                .hasElement();
    }

    private static Mono<Boolean> someoneWaits() {
        return KernelOnPostgres.database()
                .sql("""
                        select count(*) > 0 from pg_stat_activity
                        where wait_event_type = 'Lock' and query like '%update score_partitions%'""")
                .mapValue(Boolean.class)
                .one()
                .filter(waits -> waits)
                .repeatWhenEmpty(rounds -> rounds.delayElements(Duration.ofMillis(10)));
    }

    @Test
    void givenARefusedRecord_itIsKeptByteForByte() {
        partition.flush(new ParsedEvent.Malformed(new UUID(1, 2), "no JSON object"));

        var item =
                (FeedItem.Refused) done(ledger.feed(partition.number, 0, 1, 10)).getFirst();

        ReviewRow row = item.row();
        assertThat(row.code()).isEqualTo(ScoreCode.SCORE_MALFORMED);
        assertThat(row.raw().value()).containsExactly(0, 1, 0xff);
        assertThat(row.raw().headers()).containsOnlyKeys("server_id", "signature");
        assertThat(row.raw().headers().get("server_id")).containsExactly(0xfe);
    }

    @Test
    void givenAddedUpRows_theFinalTotalsAreThoseOfTheLedger() {
        var decision = partition.flush(partition.mixed());
        done(transactions.inTransaction(sums().addOn(partition.war, 1_000)));

        var totals = verified();

        assertThat(totals.attacker().points())
                .isEqualTo(
                        decision.rows().stream().mapToLong(row -> row.points()).sum());
        assertThat(totals.lastSeq()).isEqualTo(decision.rows().size());
        var leads = partition.world.leads(partition.war);
        assertThat(totals.clans()).containsOnlyKeys(leads.attacker(), leads.defender());
        assertThat(totals.players()).hasSize((int) LedgerSums.of(decision.rows()).keySet().stream()
                .filter(key -> key.scope() == TotalKey.Scope.PLAYER)
                .count());
    }

    @Test
    void givenRowsThatAreNotAddedUp_theFinalTotalsAreRefused() {
        partition.flush(partition.kill(1), partition.kill(2));
        done(transactions.inTransaction(sums().addOn(partition.war, 1)));

        StepVerifier.create(transactions.inTransaction(finalScores().verified(partition.war)))
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
    }

    private FinalTotals verified() {
        return done(transactions.inTransaction(finalScores().verified(partition.war)));
    }

    @Test
    void givenALastSeq_finalIsSetOnceAndOnlyForIt() {
        partition.flush(partition.kill(1), partition.kill(2));

        finalised(1).expectError(StaleWrite.class).verify(PATIENCE);
        assertThat(done(ScoresOnPostgres.scoreboard().score(partition.war)).isFinal())
                .isFalse();
        finalised(2).expectComplete().verify(PATIENCE);
        finalised(2).expectComplete().verify(PATIENCE);
        assertThat(done(ScoresOnPostgres.scoreboard().score(partition.war)).isFinal())
                .isTrue();
    }

    @Test
    void givenAWarWithoutRecords_itsScoresAreZeroAndCanBeFinal() {
        assertThat(verified()).isEqualTo(FinalTotals.NOTHING);
        finalised(0).expectComplete().verify(PATIENCE);
        assertThat(done(ScoresOnPostgres.scoreboard().stats(partition.war)).isFinal())
                .isTrue();
    }

    @Test
    void givenMoreEventsThanATakeoverKeeps_whatItLeavesOutIsTooOld_andTheNewestAreKnown() {
        var events = 20_000;
        for (var first = 0; first < events; first += 5_000) {
            partition.flush(IntStream.range(first, first + 5_000)
                    .mapToObj(partition::kill)
                    .map(partition::record)
                    .toList());
        }

        var owner = partition.takeOver(10_000);
        var decision = partition.flush(owner, partition.records(partition.kill(0), partition.kill(events - 1)));

        assertThat(owner.seenCount()).isBetween(1, 10_000);
        assertThat(decision.reviews()).extracting(ReviewRow::code).containsExactly(ScoreCode.SCORE_TOO_OLD);
        assertThat(decision.results().keySet())
                .extracting(BatchDecision.EventResult::status)
                .containsExactlyInAnyOrder(BatchDecision.Status.REJECTED, BatchDecision.Status.DUPLICATE);
    }

    /// A slice of refusals reaches from the first event to the last, and is known by its last receipt.
    @Test
    void givenMoreThanATakeoverKeeps_andAFewRefusalsAllTheTime_whatHappenedSinceIsNotTooOld() {
        var events = 33_000;
        var begin = partition.now.minus(Duration.ofMinutes(8));
        for (var first = 0; first < events; first += 5_500) {
            partition.flush(IntStream.range(first, first + 5_500)
                    .mapToObj(i -> partition.record(killOrRefusal(i), begin.plusMillis(i * 14L)))
                    .toList());
        }

        var owner = partition.takeOver(17_000);
        var late = partition.record(partition.kill(events), partition.now.minusSeconds(30));
        var decision = partition.flush(owner, List.of(late));

        assertThat(owner.seenCount()).isBetween(1, 17_000);
        assertThat(decision.reviews()).isEmpty();
        assertThat(decision.rows()).hasSize(1);
    }

    private ParsedEvent killOrRefusal(int id) {
        return id % 1_000 == 999 ? partition.event("KILL", id, partition.attacker(0)) : partition.kill(id);
    }

    @Test
    void givenAnIdThatStandsTwice_theAuditNamesIt() {
        var decision = partition.flush(partition.kill(1));
        done(KernelOnPostgres.database()
                .sql("""
                        insert into clan_war_scores
                        select event_id, war_id, seq + 1, battle_id, type, side, clan_id, player_id, victim_id,
                               victim_clan_id, territory_id, base_points, factor_bp, points, occurred_at, received_at,
                               source, payload_hash, log_partition, log_offset, log_index
                        from clan_war_scores where war_id = :war""")
                .bind("war", partition.war.value())
                .fetch()
                .rowsUpdated());

        var audit = audit();

        assertThat(audit.sound()).isFalse();
        assertThat(audit.doubleIds()).containsExactly(decision.rows().getFirst().eventId());
    }

    private StepVerifier.FirstStep<Void> finalised(long lastSeq) {
        return StepVerifier.create(transactions.inTransaction(finalScores().finalise(partition.war, lastSeq)));
    }
}
