package dev.warfront.bench.load;

import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.wire.EventLog;
import dev.warfront.bench.wire.ScoreEvent;
import dev.warfront.bench.wire.ServerKey;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Good kills for one war, each of which becomes one row of the ledger, signed as a game server signs them.
final class Kills {
    private final ActiveWar activeWar;
    private final Random random;
    private final SplittableRandom ids = new SplittableRandom();
    private final Duration ago;

    /// @param seed of the players; ids never come twice
    Kills(ActiveWar activeWar, long seed) {
        this(activeWar, seed, Duration.ZERO);
    }

    /// @param ago how long before it is made each happened
    Kills(ActiveWar activeWar, long seed, Duration ago) {
        this.activeWar = activeWar;
        this.random = new Random(seed);
        this.ago = ago;
    }

    /// A record of one event, made now.
    Signed next() {
        return signed(Wire.JSON.writeValueAsBytes(event()));
    }

    /// A record with an array of events, made now.
    Signed next(int events) {
        return signed(Wire.JSON.writeValueAsBytes(
                Stream.generate(this::event).limit(events).toList()));
    }

    private Signed signed(byte[] value) {
        return new Signed(activeWar.war(), value, activeWar.program().key());
    }

    private ScoreEvent event() {
        return new ScoreEvent(
                new UUID(ids.nextLong(), ids.nextLong()),
                activeWar.war(),
                null,
                ScoreEvent.KILL,
                any(activeWar.attackers()),
                any(activeWar.defenders()),
                List.of(),
                null,
                moment());
    }

    private Instant moment() {
        var then = Instant.now().minus(ago).truncatedTo(ChronoUnit.MILLIS);
        return then.isBefore(activeWar.from()) ? activeWar.from() : then;
    }

    private UUID any(List<UUID> players) {
        return players.get(random.nextInt(players.size()));
    }

    /// A record ready to be appended.
    static final class Signed {
        private final UUID war;
        private final byte[] value;
        private final UUID server;
        private final String signature;

        private Signed(UUID war, byte[] value, ServerKey key) {
            this.war = war;
            this.value = value;
            this.server = key.id();
            this.signature = key.sign(value);
        }

        CompletableFuture<EventLog.Place> append(EventLog log) {
            return log.append(war, value, server, signature);
        }
    }
}
