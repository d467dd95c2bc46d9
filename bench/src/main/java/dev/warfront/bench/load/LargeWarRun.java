package dev.warfront.bench.load;

import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.simulator.SimulatorOptions;
import dev.warfront.bench.stage.Stage;
import dev.warfront.bench.wire.EventLog;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;

/// The steps of the large war. Both wars get events all the time, so that it shows when each goes on.
final class LargeWarRun implements AutoCloseable {
    private static final Duration DELIVERY = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration PACE = Duration.ofMillis(10);
    private static final Duration BESIDE = Duration.ofSeconds(5); // in which the neighbour is watched after a takeover
    private static final Duration IN_FLIGHT = Duration.ofMillis(500); // what the killed node had sent is done by then
    private static final Duration LATE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int TRIES = 10;
    private static final double NANOS = 1e9;
    private static final int PARTS = 5;
    private static final int LOOPS = 2; // of a node, by default: partitions that are flushed together
    private static final String REMEMBERED = "war_score_horizon_events";
    private static final String SHORTENED = "war_score_horizon_shortened_seconds";

    private final Stage stage;
    private final Map<String, String> settings;
    private final SimulatorOptions options;
    private final EventLog log;
    private final ActiveWar large;
    private final int largePartition;
    private final Placed neighbour;
    private final OffsetWatch watch;
    private final Drip largeDrip;
    private final Drip neighbourDrip;

    LargeWarRun(Stage stage, SimulatorOptions options, Map<String, String> settings) {
        this.stage = stage;
        this.settings = settings;
        this.options = options;
        this.log = new EventLog(options.addresses().kafka(), DELIVERY, Duration.ZERO);
        this.large = ActiveWar.open(options);
        this.largePartition = partition(large);
        this.neighbour = elsewhere(partition -> partition != largePartition);
        this.watch = new OffsetWatch(stage.database());
        this.largeDrip = new Drip(log, new Kills(large, 1), PACE);
        this.neighbourDrip = new Drip(log, new Kills(neighbour.war, 2), PACE);
    }

    /// The node is killed and started again.
    LargeWarBench.Takeover takeover() {
        stage.kill();
        Pause.of(IN_FLIGHT);
        var started = System.nanoTime();
        stage.launch(settings);
        var largeAt = watch.firstMove(largePartition, started);
        var neighbourAt = watch.firstMove(neighbour.partition, started);
        stage.awaitReady();
        Pause.of(BESIDE);
        return new LargeWarBench.Takeover(
                (largeAt - started) / NANOS,
                (neighbourAt - started) / NANOS,
                longestDelay(neighbour, neighbourDrip, neighbourAt));
    }

    /// A node that never had the large war stands by, with a small one of its own; the node that has the large war is
    /// killed. One node runs afterwards, as before.
    ///
    /// @param events of the large war, all of which the other node must have taken up
    LargeWarBench.Failover failover(long events) {
        var other = stage.another();
        try (var readers = new LogReaders(options.addresses().kafka())) {
            other.start(settings);
            var both = Set.of(stage.member(), other.member());
            var shared = readers.awaitShared(both);
            while (other.member().equals(shared.get(largePartition))) {
                stage.kill();
                stage.start(settings);
                other.kill();
                readers.awaitShared(Set.of(stage.member()));
                other.start(settings);
                shared = readers.awaitShared(both);
            }
            var figures = failover(other, shared, events);
            stage.start(settings);
            other.kill();
            readers.awaitShared(Set.of(stage.member()));
            return figures;
        }
    }

    private LargeWarBench.Failover failover(Stage heir, Map<Integer, String> shared, long events) {
        var beside = elsewhere(partition ->
                heir.member().equals(shared.get(partition)) && partition % LOOPS == largePartition % LOOPS);
        try (var drip = new Drip(log, new Kills(beside.war, 4), PACE);
                var readers = new LogReaders(options.addresses().kafka())) {
            Pause.of(BESIDE);
            var before = NodeMetrics.read(heir.management(), REMEMBERED);
            if (!readers.awaitShared(Set.of(stage.member(), heir.member())).equals(shared)) {
                throw new IllegalStateException("partitions have moved before the kill");
            }
            var killed = System.nanoTime();
            stage.kill();
            var largeAt = watch.firstMove(largePartition, killed + IN_FLIGHT.toNanos());
            var drained = drained(largeAt);
            Pause.of(BESIDE);
            var taken = NodeMetrics.read(heir.management(), REMEMBERED) - before;
            if (taken < events) {
                throw new IllegalStateException("the other node remembers no more than %.0f events".formatted(taken));
            }
            return new LargeWarBench.Failover(
                    (largeAt - killed) / NANOS, (drained - killed) / NANOS, longestDelay(beside, drip, killed));
        }
    }

    /// When the ledger had every event of the large war that was in the log at an instant.
    private long drained(long nanos) {
        return largeDrip.drops().stream()
                .filter(drop -> drop.dueNanos() < nanos)
                .mapToLong(
                        drop -> watch.seen(largePartition, drop.place().event().offset()))
                .max()
                .orElseThrow();
    }

    /// By the log, while the program reads it.
    LargeWarBench.Filled fill(long events, int perRecord) {
        var fill = new EventFill(log, List.of(new Kills(large, events)), perRecord);
        var started = System.nanoTime();
        var first = fill.rounded(events / PARTS);
        append(fill, first);
        var remembered = remembered();
        var before = Memory.of(stage.pid());
        append(fill, fill.rounded(events - first));
        var seconds = (System.nanoTime() - started) / NANOS;
        return new LargeWarBench.Filled(
                events, seconds, remembered() - remembered, before, Memory.of(stage.pid()), shortened());
    }

    /// The large war is given up; late events come in until it has ENDED, and the node is killed in between.
    LargeWarBench.Ending end(Duration grace) {
        try (var _ = new Drip(log, new Kills(large, 3, LATE), PACE)) {
            var cutOff = large.surrender();
            var from = System.nanoTime();
            Pause.of(grace.dividedBy(2));
            stage.kill();
            stage.launch(settings);
            stage.awaitReady();
            var ready = (System.nanoTime() - from) / NANOS;
            var war = awaitEnded();
            var ended = Wire.instant(war.path("ended_at"));
            var after = Duration.between(cutOff.plus(grace), ended).toMillis() / 1_000.0;
            var ledger = LedgerSum.of(stage.database(), large.war(), cutOff);
            return new LargeWarBench.Ending(
                    after,
                    ready,
                    ledger.rows(),
                    ledger.late(),
                    ledger.points()
                                    == war.path("attacker_score").asLong()
                                            + war.path("defender_score").asLong()
                            && neighbourIsWhole(),
                    Memory.of(stage.pid()));
        }
    }

    @Override
    public void close() {
        largeDrip.close();
        neighbourDrip.close();
        watch.close();
        log.close();
    }

    private void append(EventFill fill, long events) {
        var wanted = large.stats("accepted") + events;
        fill.append(events);
        await(() -> large.stats("accepted") >= wanted, "the large war's events");
    }

    private double remembered() {
        return NodeMetrics.read(stage.management(), REMEMBERED);
    }

    private boolean shortened() {
        return NodeMetrics.read(stage.management(), SHORTENED) > 0;
    }

    private double longestDelay(Placed war, Drip drip, long sinceNanos) {
        return drip.drops().stream()
                        .filter(drop -> drop.dueNanos() > sinceNanos)
                        .mapToLong(drop ->
                                watch.seen(war.partition, drop.place().event().offset()) - drop.dueNanos())
                        .max()
                        .orElseThrow()
                / NANOS;
    }

    private JsonNode awaitEnded() {
        await(() -> war().path("status").asString().equals("ENDED"), "the end of the large war");
        return war();
    }

    private JsonNode war() {
        return large.program().war(large.war());
    }

    private boolean neighbourIsWhole() {
        neighbourDrip.close();
        var sent = neighbourDrip.drops().size() + 1; // and the one that showed its partition
        await(() -> neighbour.war.stats("accepted") >= sent, "the neighbour's events");
        return neighbour.war.stats("accepted") == sent;
    }

    private Placed elsewhere(IntPredicate isWanted) {
        for (var i = 0; i < TRIES; i++) {
            var war = ActiveWar.open(options);
            var placed = new Placed(war, partition(war));
            if (isWanted.test(placed.partition)) {
                return placed;
            }
        }
        throw new IllegalStateException("every war is beside that of partition " + largePartition);
    }

    private int partition(ActiveWar war) {
        return new Kills(war, 0).next().append(log).join().partition();
    }

    private static void await(BooleanSupplier done, String what) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s: not within %s".formatted(what, PATIENCE));
            }
            Pause.of(POLL);
        }
    }

    private record Placed(ActiveWar war, int partition) {}
}
