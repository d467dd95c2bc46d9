package dev.warfront.bench.load;

import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.wire.EventLog;
import dev.warfront.bench.wire.ScoreEvent;
import dev.warfront.bench.wire.ServerKey;
import dev.warfront.bench.wire.Wire;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// Good kills for one war, each of which becomes one row of the ledger, made and signed ahead of time.
final class Kills {
    private final ActiveWar activeWar;
    private final Random random;

    Kills(ActiveWar activeWar, long seed) {
        this.activeWar = activeWar;
        this.random = new Random(seed);
    }

    /// Made now, of this moment.
    Signed next() {
        var event = new ScoreEvent(
                UUID.randomUUID(),
                activeWar.war(),
                null,
                ScoreEvent.KILL,
                any(activeWar.attackers()),
                any(activeWar.defenders()),
                List.of(),
                null,
                moment());
        var value = Wire.JSON.writeValueAsBytes(event);
        return new Signed(activeWar.war(), value, activeWar.program().key());
    }

    private Instant moment() {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return now.isBefore(activeWar.from()) ? activeWar.from() : now;
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
