package dev.warfront.bench.load;

import dev.warfront.bench.bound.CopyBound;
import dev.warfront.bench.bound.PeerArguments;
import dev.warfront.bench.bound.RunningPeer;
import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.simulator.SimulatorOptions;
import dev.warfront.bench.stage.Stage;
import dev.warfront.bench.wire.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;

/// One form of records through the program, then through its bound and its peer. The topic is filled while the program
/// is down; it meets the log as after an outage and works it off without a pause.
final class IngestRun {
    private static final Duration DELIVERY = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration MORE_AFTER = Duration.ofMillis(300);
    private static final int CONNECTIONS = 2;

    private final Stage stage;
    private final SimulatorOptions options;
    private final Size size;
    private final int peerThreads;
    private final int peerCommitMs;

    IngestRun(Stage stage, SimulatorOptions options, Size size, int peerThreads, int peerCommitMs) {
        this.stage = stage;
        this.options = options;
        this.size = size;
        this.peerThreads = peerThreads;
        this.peerCommitMs = peerCommitMs;
    }

    /// With the program up; afterwards it is down.
    IngestBench.Form measure(List<ActiveWar> wars, int perRecord, Map<String, String> settings) {
        var before = new HashMap<UUID, Long>();
        wars.forEach(war -> before.put(war.war(), war.stats("last_seq")));
        var accepted = accepted(wars);
        stage.stop();
        try (var offsets = new ScoreOffsets(stage.database());
                var log = new EventLog(options.addresses().kafka(), DELIVERY)) {
            var from = offsets.read();
            var kills =
                    wars.stream().map(war -> new Kills(war, System.nanoTime())).toList();
            var fill = new EventFill(log, kills, perRecord);
            var events = fill.rounded(size.pace().needed());
            fill.append(events);
            stage.start(settings);
            var ledger = size.pace();
            var feed = size.pace();
            var more = watch(offsets, from, perRecord, ledger, feed, fill);
            awaitAll(wars, accepted + events + more);
            stage.stop();
            var copy = copy(before);
            return new IngestBench.Form(
                    perRecord,
                    size.window,
                    Spread.ofRates(ledger.perSecond()),
                    Spread.ofRates(feed.perSecond()),
                    copy.rates(),
                    copy.connections(),
                    copy.rows(),
                    peerThreads == 0 ? List.of() : List.of(peer(wars.getFirst(), from, perRecord)));
        }
    }

    /// How far the feed is, is stored with a flush now and then: while only that is missing, some events more make the
    /// program flush. Answers how many.
    private static long watch(
            ScoreOffsets offsets,
            Map<Integer, ScoreOffsets.Place> from,
            int perRecord,
            Pace ledger,
            Pace feed,
            EventFill fill) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var more = 0L;
        while (!ledger.complete() || !feed.complete()) {
            var places = offsets.read();
            var now = System.nanoTime();
            var committed = perRecord * gone(places, from, ScoreOffsets.Place::next);
            ledger.see(committed, now);
            feed.see(perRecord * gone(places, from, ScoreOffsets.Place::published), now);
            if (committed >= fill.rounded(ledger.needed()) + more && !feed.complete()) {
                Pause.of(MORE_AFTER);
                more += fill.rounded(1);
                fill.append(fill.rounded(1));
            }
            if (now > deadline) {
                throw new IllegalStateException("after %s the program is at %s".formatted(PATIENCE, places));
            }
            Pause.of(POLL);
        }
        return more;
    }

    /// The feed's place counts from the ledger's, since what was published when it was stored last is not known
    /// exactly.
    private static long gone(
            Map<Integer, ScoreOffsets.Place> places,
            Map<Integer, ScoreOffsets.Place> from,
            ToLongFunction<ScoreOffsets.Place> offset) {
        return places.entrySet().stream()
                .mapToLong(each -> Math.max(
                        0,
                        offset.applyAsLong(each.getValue())
                                - from.getOrDefault(each.getKey(), ScoreOffsets.Place.START)
                                        .next()))
                .sum();
    }

    private static void awaitAll(List<ActiveWar> wars, long wanted) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (accepted(wars) != wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%d of %d events were accepted".formatted(accepted(wars), wanted));
            }
            Pause.of(Duration.ofSeconds(1));
        }
    }

    private static long accepted(List<ActiveWar> wars) {
        return wars.stream().mapToLong(war -> war.stats("accepted")).sum();
    }

    /// By one connection and by two; the better counts.
    private Copied copy(Map<UUID, Long> before) {
        try (var bound = new CopyBound(stage.database(), before)) {
            var all = new ArrayList<Copied>();
            for (var connections = 1; connections <= Math.min(CONNECTIONS, before.size()); connections++) {
                var rates = bound.perSecond(connections, size.warmUp, size.window, size.windows);
                all.add(new Copied(Spread.ofRates(rates), connections, bound.rowsOfACommit()));
                System.err.println("copy by " + connections + ": " + rates);
            }
            return all.stream()
                    .max((one, other) -> Double.compare(one.rates.median(), other.rates.median()))
                    .orElseThrow();
        }
    }

    private Spread peer(ActiveWar signer, Map<Integer, ScoreOffsets.Place> from, int perRecord) {
        var offsets = new HashMap<Integer, Long>();
        from.forEach((partition, place) -> offsets.put(partition, place.next()));
        var arguments = new PeerArguments(
                options.addresses().kafka(),
                EventLog.TOPIC,
                "bench-peer-" + System.currentTimeMillis(),
                signer.program().key().hex(),
                peerThreads,
                peerCommitMs);
        try (var peer = new RunningPeer(arguments, offsets)) {
            var pace = size.pace();
            PeerBench.watch(peer, pace, perRecord);
            var count = peer.end();
            if (count.refused() > 0) {
                throw new IllegalStateException("the peer refused what the program accepted: " + count);
            }
            return Spread.ofRates(pace.perSecond());
        }
    }

    /// How much is measured.
    record Size(long warmUp, long window, int windows) {
        Pace pace() {
            return new Pace(warmUp, window, windows);
        }
    }

    private record Copied(Spread rates, int connections, int rows) {}
}
