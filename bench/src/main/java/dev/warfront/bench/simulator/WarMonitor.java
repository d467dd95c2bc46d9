package dev.warfront.bench.simulator;

import dev.warfront.bench.board.ScoreView;
import dev.warfront.bench.board.ScoreboardState;
import dev.warfront.bench.book.Book;
import dev.warfront.bench.book.Side;
import dev.warfront.bench.wire.Follower;
import dev.warfront.bench.wire.Frame;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/// Watches a war over both transports for the scoreboard. Nothing here goes into the book.
final class WarMonitor implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;

    private final String attacker;
    private final String defender;
    private final Book book;
    private final Program program;
    private final UUID war;
    private final List<ScoreWatch> watches = new ArrayList<>();
    private final Map<UUID, Battles.BattleChange> fights = new LinkedHashMap<>();
    private final Map<UUID, String> battleScores = new ConcurrentHashMap<>();
    private final Disposable.Composite subscriptions = Disposables.composite();
    private volatile Frame phase;
    private volatile ScoreboardState.Counts counts = new ScoreboardState.Counts(0, 0, 0);
    private long rateFrom = System.nanoTime();
    private long rateSent;
    private long rate;

    WarMonitor(Program program, UUID war, SimulatedClan attacker, SimulatedClan defender, Book book) {
        this.program = program;
        this.war = war;
        this.attacker = attacker.name();
        this.defender = defender.name();
        this.book = book;
        this.phase = new Frame("", 0, 0, 0, Frame.Kind.HEARTBEAT, Instant.now(), null);
        for (var transport : Transport.values()) {
            watches.add(scoreWatch(transport));
        }
        subscriptions.add(Schedulers.boundedElastic().schedulePeriodically(this::count, 1, 1, TimeUnit.SECONDS));
    }

    /// A frame of the phase stream.
    void phase(Frame frame) {
        if (frame.data() != null && frame.data().has("status")) {
            phase = frame;
        }
    }

    /// A battle began or ended.
    void battle(Battles.BattleChange fought) {
        synchronized (fights) {
            if (fights.put(fought.battle(), fought) == null) {
                watch(fought.battle());
            }
        }
    }

    /// How many frames were missing, over all streams.
    long gaps() {
        return watches.stream().mapToLong(watch -> watch.follower().gaps()).sum();
    }

    ScoreboardState state() {
        var data = Optional.ofNullable(phase.data());
        return new ScoreboardState(
                attacker,
                defender,
                data.map(json -> json.path("status").asString()).orElse("DECLARED"),
                data.flatMap(json -> instant(json, "phase_started_at")),
                data.flatMap(json -> instant(json, "phase_deadline_at")),
                newest(),
                book.size(),
                rate(),
                counts,
                fights(),
                watches.stream().map(WarMonitor::line).toList());
    }

    @Override
    public void close() {
        count();
        subscriptions.dispose();
        watches.forEach(watch -> watch.connection().close());
    }

    private ScoreWatch scoreWatch(Transport transport) {
        var connection = program.watch(transport);
        var follower = new Follower(connection, "war.%s.score".formatted(war));
        var view = new ScoreView(transport.title());
        subscriptions.add(follower.frames().subscribe(view::see));
        return new ScoreWatch(connection, follower, view);
    }

    private void watch(UUID battle) {
        var connection = watches.getLast().connection();
        subscriptions.add(new Follower(connection, "battle.%s.score".formatted(battle))
                .frames()
                .mapNotNull(Frame::data)
                .filter(data -> data.has("attacker_score"))
                .subscribe(data -> battleScores.put(
                        battle,
                        data.path("attacker_score").asLong() + " : "
                                + data.path("defender_score").asLong())));
    }

    private void count() {
        try {
            var stats = program.http().get("/clan-wars/" + war + "/stats");
            counts = new ScoreboardState.Counts(
                    stats.path("accepted").asLong(),
                    stats.path("duplicates").asLong(),
                    stats.path("rejected").asLong());
        } catch (RuntimeException away) {
            // The board goes on with what it has; those who need the program notice themselves.
            return;
        }
    }

    private ScoreView.Points newest() {
        return watches.stream()
                .map(watch -> watch.view().points())
                .max(Comparator.comparingLong(ScoreView.Points::seq))
                .orElseThrow();
    }

    private synchronized long rate() {
        var now = System.nanoTime();
        if (now - rateFrom >= SECOND) {
            var sent = book.size();
            rate = (sent - rateSent) * SECOND / (now - rateFrom);
            rateSent = sent;
            rateFrom = now;
        }
        return rate;
    }

    private List<ScoreboardState.Fight> fights() {
        synchronized (fights) {
            return fights.values().stream()
                    .map(fought -> new ScoreboardState.Fight(
                            fought.land().name(),
                            battleScores.getOrDefault(fought.battle(), ""),
                            fought.winner().map(this::name),
                            fought.captured()))
                    .toList();
        }
    }

    private String name(Side winner) {
        return (winner == Side.ATTACKER ? attacker : defender) + " won";
    }

    private static ScoreboardState.Stream line(ScoreWatch watch) {
        var view = watch.view();
        var follower = watch.follower();
        return new ScoreboardState.Stream(
                view.title(), follower.lastSeq(), follower.gaps(), follower.breaks(), view.age(50), view.age(99));
    }

    private static Optional<Instant> instant(JsonNode json, String field) {
        return Optional.of(json.path(field).asString(""))
                .filter(text -> !text.isEmpty())
                .map(Instant::parse);
    }

    private record ScoreWatch(RSocketConnection connection, Follower follower, ScoreView view) {}
}
