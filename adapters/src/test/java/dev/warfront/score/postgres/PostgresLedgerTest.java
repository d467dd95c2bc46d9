package dev.warfront.score.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestDatabase;
import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.battle.ScoredBattle;
import dev.warfront.battle.ScoredBattles;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.score.Batch;
import dev.warfront.score.Decision;
import dev.warfront.score.DeduplicationWindows;
import dev.warfront.score.FeedItem;
import dev.warfront.score.Ledger;
import dev.warfront.score.LedgerSums;
import dev.warfront.score.LogRecord;
import dev.warfront.score.PartitionState;
import dev.warfront.score.RawRecord;
import dev.warfront.score.Reading;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreCode;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreWindow;
import dev.warfront.score.StaleOwner;
import dev.warfront.timer.InMemoryTimers;
import dev.warfront.war.FinalTotals;
import dev.warfront.war.Leads;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.Roster;
import dev.warfront.war.Rosters;
import dev.warfront.war.ScoredWar;
import dev.warfront.war.ScoredWars;
import dev.warfront.war.WarRules;
import dev.warfront.war.WarStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PostgresLedgerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ScoreWindow WINDOW = ScoresOnPostgres.WINDOW;
    /// Far from the partitions that other tests use.
    private static final AtomicInteger PARTITIONS = new AtomicInteger(10_000);

    private final Random random = new Random(42);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final WarId war = new WarId(UUID.randomUUID());
    private final BattleId battle = new BattleId(UUID.randomUUID());
    private final ClanId attackers = new ClanId(UUID.randomUUID());
    private final ClanId defenders = new ClanId(UUID.randomUUID());
    private final InMemoryTimers timers = new InMemoryTimers();
    private final int partition = PARTITIONS.incrementAndGet();
    private final Ledger ledger =
            ScoresOnPostgres.ledger(TestDatabase.get().connections(), facts(), rosters(), battleFacts(), timers);
    private PartitionState book = book(0);
    private long offset;

    /// The first connection may take longer than any one statement.
    @BeforeAll
    static void connect() {
        done(TestDatabase.get().client().sql("select 1").fetch().rowsUpdated());
    }

    private PartitionState book(long next) {
        return new PartitionState(partition, next, new DeduplicationWindows(Duration.ofMinutes(11), 100_000), WINDOW);
    }

    private static PlayerId player(int side, int number) {
        return new PlayerId(new UUID(side, number));
    }

    private static <T> T done(Mono<T> work) {
        return work.blockOptional(PATIENCE).orElseThrow();
    }

    private Reading event(String type, int number, @Nullable PlayerId victim, int... players) {
        return new Reading.Reported(new ScoreEvent(
                new UUID(war.value().getMostSignificantBits(), number),
                war,
                battle,
                type,
                players.length > 0 ? null : player(1, number % 10),
                victim,
                IntStream.of(players).mapToObj(each -> player(1, each)).toList(),
                null,
                now));
    }

    private Reading kill(int number) {
        return event("KILL", number, player(2, random.nextInt(10)));
    }

    private LogRecord log(Reading reading, LogRecord.Proof proof) {
        return new LogRecord(
                partition,
                offset++,
                now,
                war,
                true,
                proof,
                reading,
                new RawRecord(
                        war.value().toString().getBytes(StandardCharsets.UTF_8),
                        new byte[] {0, 1, (byte) 0xff},
                        Map.of("server_id", new byte[] {(byte) 0xfe}, "signature", new byte[0])));
    }

    private LogRecord log(Reading reading) {
        return log(reading, LogRecord.Proof.GAME_SERVER);
    }

    private Decision flush(PartitionState owner, LogRecord... records) {
        var decision =
                done(ledger.flush(List.of(new Batch(owner, List.of(records))))).getFirst();
        owner.keep(decision);
        return decision;
    }

    private Decision flush(LogRecord... records) {
        return flush(book, records);
    }

    private List<LogRecord> mixed() {
        var records = new ArrayList<LogRecord>();
        for (var i = 0; i < 300; i++) {
            records.add(log(
                    switch (i % 5) {
                        case 0 -> event("ASSIST", i, player(2, i % 10));
                        case 1 -> event("OBJECTIVE_CAPTURE", i, null, 1, 2, 3);
                        case 2 -> event("KILL", i, player(1, 0));
                        default -> kill(i);
                    }));
        }
        records.add(log(new Reading.Unreadable(null, "no JSON object")));
        records.add(log(capture(), LogRecord.Proof.PROGRAM));
        return records;
    }

    private Reading capture() {
        var land = new TerritoryId(UUID.randomUUID());
        return new Reading.Captured(
                new CaptureScoreEvent(
                        CaptureScoreEvent.idOf(war, land, 1), war, battle, land, Side.ATTACKER, attackers, 480, now),
                now);
    }

    private void start() {
        StepVerifier.create(ledger.start(partition))
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAPartitionNobodyHeardOf_itStartsAtZero_andGoesOnWhereItWasLeft() {
        assertThat(done(ledger.start(partition))).isEqualTo(new Ledger.Start(0, 0));

        flush(log(kill(1)), log(kill(2)));

        assertThat(done(ledger.start(partition))).isEqualTo(new Ledger.Start(2, 0));
    }

    @Test
    void givenAFlush_ledgerTotalsStateAndReviewsAreWhatWasDecided() {
        start();
        var decision = flush(mixed().toArray(LogRecord[]::new));

        var audit = done(ScoresOnPostgres.audits().audit(war));
        assertThat(audit).matches(LedgerAudits.Audit::sound);
        assertThat(audit.sums()).isEqualTo(LedgerSums.of(decision.rows()));
        assertThat(audit.rows()).isEqualTo(decision.rows().size());
        var stats = done(ScoresOnPostgres.scoreboard().stats(war));
        assertThat(stats.accepted() + stats.duplicates() + stats.rejected()).isEqualTo(302);
        assertThat(stats.rejected()).isEqualTo(61);
        var scores = done(ScoresOnPostgres.scoreboard().scores(war));
        assertThat(scores.lastSeq()).isEqualTo(audit.lastSeq());
        assertThat(scores.attacker().points())
                .isEqualTo(
                        decision.rows().stream().mapToLong(row -> row.points()).sum());
        assertThat(scores.clans()).hasSize(2);
        assertThat(done(ScoresOnPostgres.battleScores().of(war, battle)).attacker())
                .isEqualTo(scores.attacker().points() - 480);
    }

    @Test
    void givenAStaleOwner_itsFlushIsRefusedAndStoresNothing() {
        start();
        var stale = book(0);
        flush(log(kill(1)));

        StepVerifier.create(ledger.flush(List.of(new Batch(stale, List.of(log(kill(2)))))))
                .expectErrorSatisfies(
                        error -> assertThat(((StaleOwner) error).partitions()).containsExactly(partition))
                .verify(PATIENCE);

        assertThat(done(ScoresOnPostgres.audits().audit(war)).rows()).isEqualTo(1);
        assertThat(done(ledger.start(partition)).next()).isEqualTo(1);
    }

    @Test
    void givenATakeover_repeatsOfTheFormerOwnersFactsAreFoundAndSeqGoesOn() {
        start();
        var captured = capture();
        var before = flush(
                log(kill(1)),
                log(event("OBJECTIVE_CAPTURE", 2, null, 1, 2)),
                log(event("KILL", 3, player(1, 0))),
                log(captured, LogRecord.Proof.PROGRAM));

        var next = done(ledger.start(partition)).next();
        var owner = book(next);
        ledger.horizon(partition, 1_000).doOnNext(owner::restore).blockLast(PATIENCE);
        var after = flush(
                owner,
                log(event("OBJECTIVE_CAPTURE", 2, null, 1, 2)),
                log(event("KILL", 3, player(1, 0))),
                log(captured, LogRecord.Proof.PROGRAM),
                log(kill(4)));

        assertThat(owner.remembered()).isEqualTo(5);
        assertThat(after.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.seq()).isEqualTo(before.rows().size() + 1L));
        assertThat(done(ScoresOnPostgres.scoreboard().stats(war)).duplicates()).isEqualTo(3);
        assertThat(done(ScoresOnPostgres.audits().audit(war))).matches(LedgerAudits.Audit::sound);
    }

    @Test
    void givenTheFeed_itHasEverythingInTheOrderOfTheLogPageByPage() {
        start();
        var records = mixed();
        var decision = flush(records.toArray(LogRecord[]::new));
        var whole = new ArrayList<FeedItem>();
        var from = 0L;
        for (var page = done(ledger.feed(partition, 0, records.size(), 120));
                !page.isEmpty();
                page = done(ledger.feed(partition, from, records.size(), 120))) {
            whole.addAll(page);
            from = page.getLast().offset() + 1;
        }

        assertThat(whole).hasSize(decision.rows().size() + decision.reviews().size());
        assertThat(whole).isSortedAccordingTo(Comparator.comparingLong(FeedItem::offset));
        assertThat(whole.stream()
                        .filter(FeedItem.Recorded.class::isInstance)
                        .map(each -> ((FeedItem.Recorded) each).row()))
                .isEqualTo(decision.rows());
    }

    @Test
    void givenARefusedRecord_itIsKeptByteForByte() {
        start();
        flush(log(new Reading.Unreadable(new UUID(1, 2), "no JSON object")));

        var item = (FeedItem.Refused) done(ledger.feed(partition, 0, 1, 10)).getFirst();

        ReviewRow row = item.row();
        assertThat(row.code()).isEqualTo(ScoreCode.SCORE_MALFORMED);
        assertThat(row.raw().value()).containsExactly(0, 1, 0xff);
        assertThat(row.raw().headers()).containsOnlyKeys("server_id", "signature");
        assertThat(row.raw().headers().get("server_id")).containsExactly(0xfe);
    }

    @Test
    void givenPublishedOffsets_theyNeverMoveBack() {
        start();
        flush(log(kill(1)), log(kill(2)), log(kill(3)));

        done(ledger.published(Map.of(partition, 3L)).thenReturn(true));
        done(ledger.published(Map.of(partition, 1L)).thenReturn(true));

        assertThat(done(ledger.start(partition))).isEqualTo(new Ledger.Start(3, 3));
    }

    @Test
    void givenTheCutOffMarker_theWarIsToldInTheSameTransaction() {
        start();
        flush(log(kill(1)), log(new Reading.CutOff(war), LogRecord.Proof.PROGRAM));

        assertThat(timers.pending())
                .singleElement()
                .satisfies(timer -> assertThat(timer.ownerId()).isEqualTo(war.value()));
        assertThat(done(ScoresOnPostgres.scoreboard().stats(war)).closedSeq()).isEqualTo(1);
    }

    @Test
    void givenDamagedTotals_theRecountRepairsThemFromTheLedger() {
        start();
        var decision = flush(mixed().toArray(LogRecord[]::new));
        done(KernelOnPostgres.database()
                .sql("update clan_war_score_totals set points = points + 7 where war_id = :war and scope = 'SIDE'")
                .bind("war", war.value())
                .fetch()
                .rowsUpdated());
        assertThat(done(ScoresOnPostgres.audits().audit(war)).different()).hasSize(2);

        var totals = recount();

        assertThat(done(ScoresOnPostgres.audits().audit(war))).matches(LedgerAudits.Audit::sound);
        assertThat(totals.attacker().points())
                .isEqualTo(
                        decision.rows().stream().mapToLong(row -> row.points()).sum());
        assertThat(totals.lastSeq()).isEqualTo(decision.rows().size());
        assertThat(totals.clans()).containsOnlyKeys(attackers, defenders);
    }

    private FinalTotals recount() {
        return done(KernelOnPostgres.transactions()
                .inTransaction(ScoresOnPostgres.finalScores().recount(war)));
    }

    @Test
    void givenALastSeq_finalIsSetOnceAndOnlyForIt() {
        start();
        flush(log(kill(1)), log(kill(2)));

        assertThat(done(ScoresOnPostgres.finalScores().finalise(war, 1))).isFalse();
        assertThat(done(ScoresOnPostgres.finalScores().finalise(war, 2))).isTrue();
        assertThat(done(ScoresOnPostgres.finalScores().finalise(war, 2))).isTrue();
        assertThat(done(ScoresOnPostgres.scoreboard().scores(war)).isFinal()).isTrue();
    }

    @Test
    void givenAWarWithoutRecords_itsScoresAreZeroAndCanBeFinal() {
        assertThat(recount()).isEqualTo(FinalTotals.NOTHING);
        assertThat(done(ScoresOnPostgres.finalScores().finalise(war, 0))).isTrue();
        assertThat(done(ScoresOnPostgres.scoreboard().stats(war)).isFinal()).isTrue();
    }

    @Test
    void givenAnIdThatStandsTwice_theAuditNamesIt() {
        start();
        var decision = flush(log(kill(1)));
        done(KernelOnPostgres.database()
                .sql("""
                        insert into clan_war_scores
                        select event_id, war_id, seq + 1, battle_id, type, side, clan_id, player_id, victim_id,
                               victim_clan_id, territory_id, base_points, factor_bp, points, occurred_at, received_at,
                               source, payload_hash, log_partition, log_offset
                        from clan_war_scores where war_id = :war""")
                .bind("war", war.value())
                .fetch()
                .rowsUpdated());

        var audit = done(ScoresOnPostgres.audits().audit(war));

        assertThat(audit.sound()).isFalse();
        assertThat(audit.doubleIds()).containsExactly(decision.rows().getFirst().eventId());
    }

    @Test
    void givenNoSubscriber_nothingIsWritten() {
        start();
        var assembled = ledger.flush(List.of(new Batch(book, List.of(log(kill(1))))));

        assertThat(assembled).isNotNull();
        assertThat(done(ledger.start(partition)).next()).isZero();
    }

    private ScoredWars facts() {
        var from = now.minus(Duration.ofHours(1));
        var fact = new ScoredWar(
                war,
                WarStatus.ACTIVE,
                3,
                new Leads(attackers, defenders),
                from,
                null,
                null,
                WarRules.of(List.of(WINDOW)),
                1);
        return new ScoredWars() {
            @Override
            public Mono<Map<WarId, ScoredWar>> find(Collection<WarId> wars) {
                return Mono.just(wars.contains(war) ? Map.of(war, fact) : Map.of());
            }

            @Override
            public Mono<Map<WarId, ScoredWar>> lockShared(Collection<WarId> wars) {
                return find(wars);
            }
        };
    }

    private Rosters rosters() {
        var entries = new HashMap<PlayerId, Roster.Entry>();
        for (var i = 0; i < 10; i++) {
            entries.put(
                    player(1, i),
                    new Roster.Entry(attackers, Side.ATTACKER, ParticipantStatus.ACTIVE, Instant.EPOCH, false));
            entries.put(
                    player(2, i),
                    new Roster.Entry(defenders, Side.DEFENDER, ParticipantStatus.ACTIVE, Instant.EPOCH, false));
        }
        return asked -> Mono.just(new Roster(asked, 1, entries));
    }

    private ScoredBattles battleFacts() {
        var fact = new ScoredBattle(
                battle, war, new TerritoryId(UUID.randomUUID()), BattleStatus.ACTIVE, now.minusSeconds(60), null);
        return new ScoredBattles() {
            @Override
            public Mono<Map<BattleId, ScoredBattle>> find(Collection<BattleId> battles) {
                return Mono.just(Map.of(battle, fact));
            }

            @Override
            public Mono<Map<BattleId, ScoredBattle>> lockShared(Collection<BattleId> battles) {
                return find(battles);
            }
        };
    }
}
