package dev.warfront.score;

import dev.warfront.battle.CaptureRules;
import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import dev.warfront.timer.InMemoryTimers;
import dev.warfront.war.Settlements;
import dev.warfront.war.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// One log partition with one war in it, and owners that flush it into a ledger. For tests of other rooms too.
public final class TestPartition {
    public static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ReviewBounds REVIEW_BOUNDS = new ReviewBounds(100_000, 100_000, 100_000);
    /// Far from the partitions that the real log has.
    private static final AtomicInteger PARTITIONS = new AtomicInteger(10_000);

    public final ScoreWorld world = new ScoreWorld();
    public final InMemoryTimers timers = new InMemoryTimers();
    public final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    public final WarId war;
    public final BattleId battle;
    public final int number = PARTITIONS.incrementAndGet();
    public final FlushBatches flush;
    public final ReconcileScores reconciliation;
    private final Ledger ledger;
    private PartitionState owner = owner(0);
    private long offset;

    public TestPartition(Ledger ledger, Transactions transactions, VerifiedSums sums) {
        this(ledger, transactions, sums, ScoreWorld.CAPTURES);
    }

    public TestPartition(Ledger ledger, Transactions transactions, VerifiedSums sums, CaptureRules captures) {
        this.ledger = ledger;
        war = world.newWar(captures);
        battle = world.newBattle(war);
        var clock = Clock.systemUTC();
        reconciliation = new ReconcileScores(sums, new Settlements(timers, clock), timers, clock);
        flush = new FlushBatches(
                transactions,
                ledger,
                world,
                world.battles(),
                world,
                reconciliation,
                clock,
                new Deadline(Duration.ofSeconds(5)));
        done(ledger.start(number));
    }

    public static <T> T done(Mono<T> work) {
        return work.blockOptional(PATIENCE).orElseThrow();
    }

    /// Another owner, which knows nothing yet.
    public PartitionState owner(long next) {
        return state(next, 100_000).open();
    }

    private PartitionState state(long next, int seenMax) {
        return new PartitionState(
                number, next, new DeduplicationWindows(ScoreWorld.WINDOW, new SeenBound(seenMax, 1)), REVIEW_BOUNDS);
    }

    public PlayerId attacker(int index) {
        return ScoreWorld.attacker(war, index);
    }

    public PlayerId defender(int index) {
        return ScoreWorld.defender(war, index);
    }

    /// An event of the war's battle; of an attacker, unless players share it.
    public ParsedEvent event(String type, int id, @Nullable PlayerId victim, int... players) {
        return new ParsedEvent.Reported(new ScoreEvent(
                new UUID(war.value().getMostSignificantBits(), id),
                war,
                battle,
                type,
                players.length > 0 ? null : attacker(id % 10),
                victim,
                IntStream.of(players).mapToObj(this::attacker).toList(),
                null,
                now));
    }

    public ParsedEvent kill(int id) {
        return event("KILL", id, defender(id * 7 % 10));
    }

    public ParsedEvent capture(long points) {
        var land = new TerritoryId(UUID.randomUUID());
        return new ParsedEvent.Captured(
                new CaptureScoreEvent(
                        CaptureScoreEvent.idOf(war, land, 1),
                        war,
                        battle,
                        land,
                        Side.ATTACKER,
                        world.leads(war).attacker(),
                        points,
                        now),
                now);
    }

    public LogRecord record(ParsedEvent event) {
        return record(event, offset++, 0);
    }

    /// The events of one record.
    public List<LogRecord> batch(ParsedEvent... events) {
        var record = offset++;
        return IntStream.range(0, events.length)
                .mapToObj(index -> record(events[index], record, index))
                .toList();
    }

    /// As {@link #record(ParsedEvent)}, of a reported event that happened and was received at that time.
    public LogRecord record(ParsedEvent event, Instant time) {
        var reported = ((ParsedEvent.Reported) event).event();
        var then = new ScoreEvent(
                reported.eventId(),
                reported.war(),
                reported.battle(),
                reported.type(),
                reported.player(),
                reported.victim(),
                reported.players(),
                reported.basePoints(),
                time);
        return record(new ParsedEvent.Reported(then), offset++, 0, time);
    }

    /// A record that says to be of that server.
    ///
    /// @param key the war that its key names
    public LogRecord sent(ParsedEvent event, UUID server, LogRecord.Proof proof, WarId key) {
        return new LogRecord(
                number,
                offset++,
                0,
                now,
                key,
                true,
                proof,
                event,
                new RawRecord(
                        key.value().toString().getBytes(StandardCharsets.UTF_8),
                        new byte[] {0},
                        Map.of("server_id", server.toString().getBytes(StandardCharsets.UTF_8))));
    }

    /// A record that is no event.
    public LogRecord malformed(byte[] value) {
        var record = record(new ParsedEvent.Malformed(null, "no JSON object"));
        return new LogRecord(
                record.partition(),
                record.offset(),
                record.index(),
                record.appendedAt(),
                record.key(),
                record.rightPartition(),
                record.proof(),
                record.event(),
                new RawRecord(record.raw().key(), value, record.raw().headers()));
    }

    private LogRecord record(ParsedEvent event, long at, int index) {
        return record(event, at, index, now);
    }

    private LogRecord record(ParsedEvent event, long at, int index, Instant received) {
        var derived = event instanceof ParsedEvent.Captured || event instanceof ParsedEvent.CutOff;
        return new LogRecord(
                number,
                at,
                index,
                received,
                war,
                true,
                derived ? LogRecord.Proof.PROGRAM : LogRecord.Proof.GAME_SERVER,
                event,
                new RawRecord(
                        war.value().toString().getBytes(StandardCharsets.UTF_8),
                        new byte[] {0, 1, (byte) 0xff},
                        Map.of("server_id", new byte[] {(byte) 0xfe}, "signature", new byte[0])));
    }

    public BatchDecision flush(PartitionState by, List<LogRecord> records) {
        var decision = done(flush.flush(List.of(new Batch(by, records)))).getFirst();
        by.apply(decision);
        return decision;
    }

    public BatchDecision flush(ParsedEvent... events) {
        return flush(owner, records(events));
    }

    public List<LogRecord> records(ParsedEvent... events) {
        return List.of(events).stream().map(this::record).toList();
    }

    /// An owner that goes on where the ledger says, as after a takeover.
    public PartitionState takeOver() {
        return takeOver(100_000);
    }

    /// As {@link #takeOver()}, remembering less or more.
    ///
    /// @param seenMax events it keeps to find their repeats
    public PartitionState takeOver(int seenMax) {
        var state = state(done(ledger.start(number)).next(), seenMax);
        ledger.seenEvents(number, seenMax).doOnNext(state::restore).blockLast(PATIENCE);
        return state.restored().open();
    }

    /// Kills, assists, shared objectives, 61 refusals and a capture: 302 records.
    public List<LogRecord> mixed() {
        var records = new ArrayList<LogRecord>();
        for (var i = 0; i < 300; i++) {
            records.add(record(
                    switch (i % 5) {
                        case 0 -> event("ASSIST", i, defender(i % 10));
                        case 1 -> event("OBJECTIVE_CAPTURE", i, null, 1, 2, 3);
                        case 2 -> event("KILL", i, attacker(0));
                        default -> kill(i);
                    }));
        }
        records.add(record(new ParsedEvent.Malformed(null, "no JSON object")));
        records.add(record(capture(480)));
        return records;
    }

    /// Flushes by this partition's own owner.
    public BatchDecision flush(List<LogRecord> records) {
        return flush(owner, records);
    }

    public PartitionState owner() {
        return owner;
    }

    /// All totals of the war and its battle.
    public Map<TotalKey, Tally> storedTotals() {
        var all = new HashMap<>(done(
                ledger.battleTotals(done(world.battles().find(List.of(battle))).values())));
        all.putAll(Objects.requireNonNull(done(ledger.totals(List.of(war))).get(war))
                .totals());
        return all;
    }
}
