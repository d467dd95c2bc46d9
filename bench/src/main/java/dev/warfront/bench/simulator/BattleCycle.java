package dev.warfront.bench.simulator;

import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.Session;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// A battle for one land of a war is ordered, begun, and ended in favour of who holds the land, again and again.
public final class BattleCycle implements CommandCycle {
    private final ActiveWar war;
    private final UUID land;
    private Step step = Step.ORDER;
    private String battle = "";

    private BattleCycle(ActiveWar war, UUID land) {
        this.war = war;
        this.land = land;
    }

    /// One for each land that a war contests.
    public static List<BattleCycle> of(ActiveWar war) {
        return war.lands().stream().map(land -> new BattleCycle(war, land)).toList();
    }

    @Override
    public void next() {
        step = switch (step) {
            case ORDER -> {
                var order = Map.of("territory_id", land);
                battle = send(
                                "/clan-wars/" + war.war() + "/battles",
                                order,
                                war.attacker().officer())
                        .path("id")
                        .asString();
                yield Step.START;
            }
            case START -> {
                var _ = send(
                        "/battles/" + battle + "/start", Map.of(), war.program().server());
                yield Step.END;
            }
            case END -> {
                var result = Map.of("winner_side", "DEFENDER", "end_reason", "TIME_OVER");
                var _ = send(
                        "/battles/" + battle + "/end", result, war.program().server());
                yield Step.ORDER;
            }
        };
    }

    @Override
    public boolean isAtStart() {
        return step == Step.ORDER;
    }

    private JsonNode send(String path, Object body, Session by) {
        return war.program().http().send(Call.post(path, body).as(by));
    }

    private enum Step {
        ORDER,
        START,
        END
    }
}
