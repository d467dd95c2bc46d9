package dev.warfront.bench.simulator;

import dev.warfront.bench.book.Holders;
import dev.warfront.bench.book.Land;
import dev.warfront.bench.book.Side;
import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.HttpApi;
import dev.warfront.bench.wire.Refused;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/// The battles of a war: an officer orders them, the game server starts them and says how they ended. Threads
/// may share one.
final class Battles {
    /// Between the last event that names a battle and its end, so that clocks may differ a little.
    private static final Duration SETTLE = Duration.ofMillis(300);

    private final HttpApi http;
    private final Program program;
    private final UUID war;
    private final SimulatedClan officers;
    private final Holders holders;
    private final Consumer<BattleChange> changes;
    private final Map<UUID, Land> running = new LinkedHashMap<>();
    private final Map<UUID, Instant> begun = new HashMap<>();
    private final Map<UUID, Instant> ended = new HashMap<>();

    /// @param officers of the clan that orders the battles
    /// @param changes called at each beginning and end
    Battles(Program program, UUID war, SimulatedClan officers, Holders holders, Consumer<BattleChange> changes) {
        this.http = program.http();
        this.program = program;
        this.war = war;
        this.officers = officers;
        this.holders = holders;
        this.changes = changes;
    }

    /// Orders a battle and starts it. Empty when the war was over before.
    Optional<UUID> begin(Land land) {
        try {
            var order = Call.post("/clan-wars/" + war + "/battles", Map.of("territory_id", land.id()));
            var battle = http.send(order.as(officers.officer()));
            var id = UUID.fromString(battle.path("id").asString());
            var started =
                    http.send(Call.post("/battles/" + id + "/start", Map.of()).as(program.server()));
            synchronized (this) {
                running.put(id, land);
                begun.put(id, Wire.instant(started.path("started_at")));
            }
            changes.accept(new BattleChange(id, land, Optional.empty(), false));
            return Optional.of(id);
        } catch (Refused refused) {
            return overMeanwhile(refused);
        }
    }

    /// Ends a battle with its winner. Nothing happens when the war was over before.
    void end(UUID battle, Side winner) {
        var land = withdraw(battle);
        Waiting.pause(SETTLE);
        try {
            var result = Map.of("winner_side", winner, "end_reason", reason(winner));
            var answer =
                    http.send(Call.post("/battles/" + battle + "/end", result).as(program.server()));
            synchronized (this) {
                ended.put(battle, Wire.instant(answer.path("ended_at")));
            }
            var captured = holders.result(land.id(), Optional.of(winner));
            changes.accept(new BattleChange(battle, land, Optional.of(winner), captured));
        } catch (Refused refused) {
            var _ = overMeanwhile(refused);
        }
    }

    /// Any battle that goes on.
    synchronized Optional<UUID> running(Random random) {
        return any(new ArrayList<>(running.keySet()), random);
    }

    /// Any battle that is over.
    synchronized Optional<UUID> ended(Random random) {
        return any(new ArrayList<>(ended.keySet()), random);
    }

    /// When a battle began; nothing was captured in it before.
    synchronized Instant begun(UUID battle) {
        return begun.getOrDefault(battle, Instant.MIN);
    }

    /// When each battle that has ended did so.
    synchronized Map<UUID, Instant> ended() {
        return Map.copyOf(ended);
    }

    /// The objective decides for who assaults, time for who holds.
    private static String reason(Side winner) {
        return winner == Side.ATTACKER ? "DECISIVE" : "TIME_OVER";
    }

    private synchronized Land withdraw(UUID battle) {
        var land = running.remove(battle);
        if (land == null) {
            throw new IllegalArgumentException("no such battle: " + battle);
        }
        return land;
    }

    private static Optional<UUID> overMeanwhile(Refused refused) {
        if (refused.status() == 409 && refused.code().endsWith("INVALID_STATE")) {
            return Optional.empty();
        }
        throw refused;
    }

    private static Optional<UUID> any(List<UUID> battles, Random random) {
        return battles.isEmpty() ? Optional.empty() : Optional.of(battles.get(random.nextInt(battles.size())));
    }

    /// A battle that began, or ended.
    ///
    /// @param winner empty while it goes on
    record BattleChange(UUID battle, Land land, Optional<Side> winner, boolean captured) {}
}
