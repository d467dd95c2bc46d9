package dev.warfront.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.CaptureRules;
import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.battle.ScoredBattle;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Leads;
import dev.warfront.war.ParticipantStatus;
import dev.warfront.war.Roster;
import dev.warfront.war.ScoredWar;
import dev.warfront.war.Tally;
import dev.warfront.war.TestWars;
import dev.warfront.war.WarRules;
import dev.warfront.war.WarStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A war with both rosters, one running battle, and the log of its partition.
final class TestScores {
    static final Instant ACTIVE_FROM = Instant.parse("2026-12-01T10:00:00Z");
    static final Instant ACTIVE_UNTIL = ACTIVE_FROM.plus(Duration.ofDays(7));
    static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    static final ScoreWindow WINDOW =
            new ScoreWindow(Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofSeconds(60));
    static final CaptureRules CAPTURES = new CaptureRules(200, 1_000, Duration.ofMinutes(30));
    static final WarId WAR = new WarId(new UUID(1, 1));
    static final ClanId ATTACKERS = new ClanId(new UUID(2, 1));
    static final ClanId DEFENDERS = new ClanId(new UUID(2, 2));
    static final BattleId BATTLE = new BattleId(new UUID(3, 1));
    static final TerritoryId LAND = new TerritoryId(new UUID(4, 1));
    static final ReviewBounds REVIEW_BOUNDS = new ReviewBounds(20, 50, 500);
    private static final int PARTITION = 7;

    final Map<WarId, ScoredWar> wars = new HashMap<>();
    final Map<BattleId, ScoredBattle> battles = new HashMap<>();
    final Map<PlayerId, Roster.Entry> roster = new HashMap<>();
    final DeduplicationWindows windows;
    final List<LedgerRow> ledger = new ArrayList<>();
    final List<ReviewRow> reviews = new ArrayList<>();
    PartitionState state;
    long offset;

    TestScores() {
        this(1_000_000);
    }

    TestScores(int horizonMax) {
        windows = new DeduplicationWindows(WINDOW, new SeenBound(horizonMax, 1));
        state = new PartitionState(PARTITION, 0, windows, REVIEW_BOUNDS).open();
        wars.put(WAR, active(WAR));
        battles.put(BATTLE, new ScoredBattle(BATTLE, WAR, LAND, BattleStatus.ACTIVE, NOON.minusSeconds(300), null));
        for (var i = 0; i < 15; i++) {
            roster.put(attacker(i), entry(ATTACKERS, Side.ATTACKER));
            roster.put(defender(i), entry(DEFENDERS, Side.DEFENDER));
        }
    }

    static ScoredWar active(WarId war) {
        return active(war, CAPTURES);
    }

    static ScoredWar active(WarId war, CaptureRules captures) {
        return new ScoredWar(
                war,
                WarStatus.ACTIVE,
                3,
                new Leads(ATTACKERS, DEFENDERS),
                ACTIVE_FROM,
                ACTIVE_UNTIL,
                null,
                WarRules.of(List.of(WINDOW, captures)),
                1);
    }

    void endedAt(Instant cutOff) {
        wars.put(
                WAR,
                new ScoredWar(
                        WAR,
                        WarStatus.ENDING,
                        4,
                        new Leads(ATTACKERS, DEFENDERS),
                        ACTIVE_FROM,
                        null,
                        cutOff,
                        WarRules.of(List.of(WINDOW, CAPTURES)),
                        1));
    }

    /// In that phase, and never ACTIVE.
    void unfought(WarStatus status) {
        wars.put(
                WAR,
                new ScoredWar(
                        WAR,
                        status,
                        2,
                        new Leads(ATTACKERS, DEFENDERS),
                        null,
                        null,
                        null,
                        WarRules.of(List.of(WINDOW, CAPTURES)),
                        1));
    }

    void battleEndedAt(Instant end) {
        battles.computeIfPresent(
                BATTLE, (id, before) -> new ScoredBattle(id, WAR, LAND, BattleStatus.ENDED, before.startedAt(), end));
    }

    static Roster.Entry entry(ClanId clan, Side side) {
        return TestWars.onRosterFrom(clan, side, ParticipantStatus.ACTIVE, ACTIVE_FROM, false);
    }

    static PlayerId attacker(int number) {
        return new PlayerId(new UUID(5, number));
    }

    static PlayerId defender(int number) {
        return new PlayerId(new UUID(6, number));
    }

    static ScoreEvent kill(long id, PlayerId killer, PlayerId victim, Instant at) {
        return new ScoreEvent(new UUID(9, id), WAR, null, "KILL", killer, victim, List.of(), null, at);
    }

    static ScoreEvent kill(long id) {
        return kill(id, attacker(0), defender(0), NOON);
    }

    static ScoreEvent kill(long id, @Nullable BattleId battle, Instant at) {
        return new ScoreEvent(new UUID(9, id), WAR, battle, "KILL", attacker(0), defender(0), List.of(), null, at);
    }

    static ScoreEvent assist(long id, PlayerId player, PlayerId victim, Instant at) {
        return new ScoreEvent(new UUID(9, id), WAR, null, "ASSIST", player, victim, List.of(), null, at);
    }

    static ScoreEvent objective(long id, @Nullable BattleId battle, List<PlayerId> players, Instant at) {
        return new ScoreEvent(new UUID(9, id), WAR, battle, "OBJECTIVE_CAPTURE", null, null, players, null, at);
    }

    static CaptureScoreEvent capture(int count, Side side, long points, Instant at) {
        return new CaptureScoreEvent(
                CaptureScoreEvent.idOf(WAR, LAND, count),
                WAR,
                BATTLE,
                LAND,
                side,
                side == Side.ATTACKER ? ATTACKERS : DEFENDERS,
                points,
                at);
    }

    LogRecord log(ScoreEvent event, Instant appendedAt) {
        return log(new ParsedEvent.Reported(event), LogRecord.Proof.GAME_SERVER, event.war(), true, appendedAt);
    }

    LogRecord log(ScoreEvent event) {
        return log(event, NOON);
    }

    LogRecord derived(CaptureScoreEvent capture, Instant storedAt, Instant appendedAt) {
        return log(
                new ParsedEvent.Captured(capture, storedAt), LogRecord.Proof.PROGRAM, capture.war(), true, appendedAt);
    }

    LogRecord marker(Instant appendedAt) {
        return log(new ParsedEvent.CutOff(WAR), LogRecord.Proof.PROGRAM, WAR, true, appendedAt);
    }

    /// The events of one record under the war's key.
    List<LogRecord> batch(ParsedEvent... events) {
        var record = offset++;
        return IntStream.range(0, events.length)
                .mapToObj(index -> log(events[index], LogRecord.Proof.GAME_SERVER, WAR, true, NOON, record, index))
                .toList();
    }

    LogRecord log(
            ParsedEvent event, LogRecord.Proof proof, @Nullable WarId key, boolean rightPartition, Instant appendedAt) {
        return log(event, proof, key, rightPartition, appendedAt, offset++, 0);
    }

    private static LogRecord log(
            ParsedEvent event,
            LogRecord.Proof proof,
            @Nullable WarId key,
            boolean rightPartition,
            Instant appendedAt,
            long record,
            int index) {
        return new LogRecord(
                PARTITION,
                record,
                index,
                appendedAt,
                key,
                rightPartition,
                proof,
                event,
                new RawRecord(new byte[0], new byte[0], Map.of()));
    }

    FlushContext context() {
        var rosters =
                wars.keySet().stream().collect(Collectors.toMap(each -> each, each -> new Roster(each, 1, roster)));
        return new FlushContext(
                Map.copyOf(wars), rosters, Map.copyOf(battles), derived(ledger), Map.of(), Map.of(), NOON);
    }

    /// As the store would find them.
    static Map<UUID, Long> derived(List<LedgerRow> ledger) {
        return ledger.stream()
                .filter(row -> !row.type().fromGameServers())
                .collect(Collectors.toMap(LedgerRow::eventId, LedgerRow::payloadHash));
    }

    /// It is refused for that reason: no row, one review, one result.
    void assertRefused(LogRecord record, ScoreCode code) {
        var decision = decide(record);
        assertThat(decision.rows()).isEmpty();
        assertThat(decision.reviews())
                .singleElement()
                .satisfies(row -> assertThat(row.code()).isEqualTo(code));
        assertThat(decision.results())
                .containsExactly(Map.entry(new BatchDecision.EventResult(BatchDecision.Status.REJECTED, code), 1));
    }

    /// As {@link #assertRefused(LogRecord, ScoreCode)}, for that field.
    void assertRefused(LogRecord record, ScoreCode code, @Nullable FaultyField field) {
        assertRefused(record, code);
        assertThat(decide(record).reviews()).extracting(ReviewRow::field).containsExactly(field);
    }

    BatchDecision decide(LogRecord... records) {
        return state.decide(List.of(records), context());
    }

    BatchDecision commit(List<LogRecord> records) {
        var decision = state.decide(records, context());
        state.apply(decision);
        ledger.addAll(decision.rows());
        reviews.addAll(decision.reviews());
        return decision;
    }

    BatchDecision commit(LogRecord... records) {
        return commit(List.of(records));
    }

    ScoreState warState() {
        return state.war(WAR).state();
    }

    Tally side(Side side) {
        return state.war(WAR).total(new TotalKey(TotalKey.Scope.SIDE, WAR.value(), side));
    }
}
