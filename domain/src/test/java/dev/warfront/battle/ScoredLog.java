package dev.warfront.battle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.BatchDecision;
import dev.warfront.score.DeduplicationWindows;
import dev.warfront.score.FlushContext;
import dev.warfront.score.LedgerRow;
import dev.warfront.score.LogRecord;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.PartitionState;
import dev.warfront.score.RawRecord;
import dev.warfront.score.ReviewBounds;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreState;
import dev.warfront.score.ScoreType;
import dev.warfront.score.ScoreWindow;
import dev.warfront.score.SeenBound;
import dev.warfront.score.TotalKey;
import dev.warfront.war.FinalTotals;
import dev.warfront.war.Roster;
import dev.warfront.war.ScoredWar;
import dev.warfront.war.Tally;
import dev.warfront.war.TestWars;
import dev.warfront.war.War;
import dev.warfront.war.WarStage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The score log of a small world in memory, and what the program's own decisions make of it: one partition, one
/// ledger. The only place of the simulation that knows how scores are decided.
final class ScoredLog extends WarStage.ScoresInMemory {
    private static final int PARTITION = 3;

    private static final ScoreWindow WINDOW = TestWars.RULES.section(ScoreWindow.class);

    private static final ReviewBounds REVIEW_BOUNDS = new ReviewBounds(0, 0, 1_000_000);

    private final DeduplicationWindows windows = new DeduplicationWindows(WINDOW, new SeenBound(1_000_000, 1));
    private final PartitionState state = new PartitionState(PARTITION, 0, windows, REVIEW_BOUNDS).open();
    private final List<LogRecord> pending = new ArrayList<>();
    private final Map<WarId, List<LedgerRow>> ledger = new HashMap<>();
    private final Map<TotalKey, Long> points = new HashMap<>();
    private final Map<WarId, ScoreState> states = new HashMap<>();
    private final Map<WarId, Integer> read = new HashMap<>();
    private final Map<BatchDecision.Status, Integer> results = new HashMap<>();
    private @Nullable WarStage stage;
    private long offset;

    void playedOn(WarStage played) {
        stage = played;
    }

    private WarStage stage() {
        return Objects.requireNonNull(stage);
    }

    /// A game server's event reaches the log.
    void report(ScoreEvent event) {
        append(new ParsedEvent.Reported(event), LogRecord.Proof.GAME_SERVER, event.war());
        read.merge(event.war(), 1, Integer::sum);
    }

    @Override
    public Mono<Void> append(CaptureScoreEvent event) {
        return super.append(event).then(Mono.fromRunnable(() -> {
            append(new ParsedEvent.Captured(event, event.occurredAt()), LogRecord.Proof.PROGRAM, event.war());
            read.merge(event.war(), 1, Integer::sum);
        }));
    }

    @Override
    public Mono<Void> appendCutOffMarker(WarId war, Instant cutOff) {
        return Mono.fromRunnable(() -> append(new ParsedEvent.CutOff(war), LogRecord.Proof.PROGRAM, war));
    }

    private void append(ParsedEvent event, LogRecord.Proof proof, WarId war) {
        var raw = new RawRecord(new byte[0], new byte[0], Map.of());
        var now = stage().clock.instant();
        pending.add(new LogRecord(PARTITION, offset++, 0, now, war, true, proof, event, raw));
    }

    @Override
    protected List<WarId> takeMarkers() {
        return flush();
    }

    /// Decides what is pending and keeps it, as one committed transaction; a decision that was lost comes out
    /// the same again.
    ///
    /// @return wars whose log was read up to its cut-off
    List<WarId> flush() {
        if (pending.isEmpty()) {
            return List.of();
        }
        var lost = state.decide(pending, context());
        var decision = state.decide(pending, context());
        assertThat(decision).isEqualTo(lost);
        state.apply(decision);
        pending.clear();
        decision.rows()
                .forEach(row -> ledger.computeIfAbsent(row.war(), _ -> new ArrayList<>())
                        .add(row));
        decision.wars().forEach(war -> {
            states.put(war.state().war(), war.state());
            war.totals().forEach((key, counts) -> points.put(key, counts.points()));
        });
        decision.results().forEach((result, count) -> results.merge(result.status(), count, Integer::sum));
        return List.copyOf(decision.closed().keySet());
    }

    private FlushContext context() {
        var wars = stage().wars.all().stream().collect(Collectors.toMap(War::id, this::scored));
        var rosters = stage().wars.all().stream().map(this::roster).collect(Collectors.toMap(Roster::war, one -> one));
        var battles = stage().battles.all().stream()
                .map(battle -> battle.terms().id())
                .toList();
        return new FlushContext(
                wars,
                rosters,
                WarStage.await(stage().battles.lockShared(battles)),
                derived(),
                Map.of(),
                Map.of(),
                stage().clock.instant());
    }

    private Map<UUID, Long> derived() {
        return ledger.values().stream()
                .flatMap(List::stream)
                .filter(row -> !row.type().fromGameServers())
                .collect(Collectors.toMap(LedgerRow::eventId, LedgerRow::payloadHash));
    }

    private ScoredWar scored(War war) {
        var cutOff = switch (war) {
            case War.Ending ending -> ending.cutOffAt();
            case War.Ended ended -> ended.cutOffAt();
            case War.Declared _, War.Preparation _, War.Active _ -> null;
        };
        return new ScoredWar(
                war.id(),
                war.status(),
                war.epoch(),
                war.leads(),
                war.history().activeAt(),
                war.deadline().orElse(null),
                cutOff,
                war.rules(),
                1);
    }

    private Roster roster(War war) {
        return WarStage.await(stage().wars.rosters().of(war.id(), Instant.EPOCH));
    }

    /// The sums of the ledger, added up apart from the totals of the program.
    @Override
    public Mono<FinalTotals> verified(WarId war) {
        return Mono.fromSupplier(() -> {
            var rows = rows(war);
            return new FinalTotals(
                    rows.size(), tally(rows, Side.ATTACKER), tally(rows, Side.DEFENDER), Map.of(), Map.of());
        });
    }

    private static Tally tally(List<LedgerRow> rows, Side side) {
        var own = rows.stream().filter(row -> row.side() == side).toList();
        return new Tally(
                own.stream().mapToLong(LedgerRow::points).sum(),
                count(own, ScoreType.KILL),
                count(rows, ScoreType.KILL) - count(own, ScoreType.KILL),
                count(own, ScoreType.ASSIST),
                own.stream()
                        .filter(row -> row.type() == ScoreType.OBJECTIVE_CAPTURE && row.player() == null)
                        .count());
    }

    private static long count(List<LedgerRow> rows, ScoreType type) {
        return rows.stream().filter(row -> row.type() == type).count();
    }

    /// As the program's totals have it.
    @Override
    public Mono<Score> of(WarId war, BattleId battle) {
        return Mono.fromSupplier(() -> new Score(total(battle, Side.ATTACKER), total(battle, Side.DEFENDER)));
    }

    private long total(BattleId battle, Side side) {
        return points.getOrDefault(new TotalKey(TotalKey.Scope.BATTLE, battle.value(), side), 0L);
    }

    int results(BatchDecision.Status status) {
        return results.getOrDefault(status, 0);
    }

    long rowsOf(ScoreType type) {
        return ledger.values().stream().mapToLong(rows -> count(rows, type)).sum();
    }

    List<LedgerRow> rows(WarId war) {
        return ledger.getOrDefault(war, List.of());
    }

    /// Whatever was scored: the ledger has it once, in order, and the totals have what the ledger has.
    void holds(WarId war) {
        var rows = rows(war);
        var state = states.getOrDefault(war, ScoreState.fresh(war));
        assertThat(state.lastSeq()).isEqualTo(rows.size());
        for (var i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).seq()).isEqualTo(i + 1);
        }
        assertThat(rows.stream().map(LedgerRow::eventId)).doesNotHaveDuplicates();
        var undecided = pending.stream()
                .filter(one -> war.equals(one.key()) && !(one.event() instanceof ParsedEvent.CutOff))
                .count();
        assertThat(state.accepted() + state.duplicates() + state.rejected() + state.afterFinal() + undecided)
                .isEqualTo(read.getOrDefault(war, 0).longValue());
        sumsHold(war, rows);
        worthHolds(rows);
        entitled(war, rows);
    }

    /// Who scored had a place and the right to fight then, whatever became of it since.
    private void entitled(WarId war, List<LedgerRow> rows) {
        var roster = WarStage.await(stage().wars.rosters().of(war, Instant.EPOCH));
        for (var row : rows) {
            if (row.player() != null) {
                var entry = roster.of(row.player()).orElseThrow();
                assertThat(entry.side()).isEqualTo(row.side());
                assertThat(entry.mayFightAt(row.occurredAt()))
                        .as("%s of %s in %s", row.type(), row.occurredAt(), entry)
                        .isTrue();
            }
        }
    }

    private void sumsHold(WarId war, List<LedgerRow> rows) {
        for (var side : Side.values()) {
            var own = rows.stream().filter(row -> row.side() == side).toList();
            assertThat(points.getOrDefault(new TotalKey(TotalKey.Scope.SIDE, war.value(), side), 0L))
                    .isEqualTo(sum(own));
        }
        var fought = rows.stream()
                .filter(row -> row.battle() != null && row.type() != ScoreType.TERRITORY_CAPTURE)
                .collect(Collectors.groupingBy(row -> Objects.requireNonNull(row.battle())));
        fought.forEach((battle, own) -> assertThat(total(battle, Side.ATTACKER) + total(battle, Side.DEFENDER))
                .isEqualTo(sum(own)));
    }

    /// No point out of nothing: each accepted event is worth what the rules say, however many share it.
    private void worthHolds(List<LedgerRow> rows) {
        var objectives = rows.stream()
                .filter(row -> row.type() == ScoreType.OBJECTIVE_CAPTURE && row.player() == null)
                .count();
        var captured = captures.stream().collect(Collectors.toMap(CaptureScoreEvent::eventId, Function.identity()));
        var taken = rows.stream()
                .filter(row -> row.type() == ScoreType.TERRITORY_CAPTURE)
                .mapToLong(row ->
                        Objects.requireNonNull(captured.get(row.eventId())).points())
                .sum();
        var worth = 10 * count(rows, ScoreType.KILL) + 3 * count(rows, ScoreType.ASSIST) + 50 * objectives + taken;
        assertThat(sum(rows)).isEqualTo(worth);
    }

    private static long sum(List<LedgerRow> rows) {
        return rows.stream().mapToLong(LedgerRow::points).sum();
    }
}
