package dev.warfront.bench.simulator;

import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.Session;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A clan declares war and cancels it, again and again. The program must know neither rest nor pause between two wars.
public final class DeclarationCycle implements CommandCycle {
    private final ClanSetup.Opponents opponents;
    private final Session leader;
    private Optional<JsonNode> declared = Optional.empty();

    private DeclarationCycle(ClanSetup.Opponents opponents) {
        this.opponents = opponents;
        this.leader = opponents.leader();
    }

    /// Raises two clans for it.
    public static DeclarationCycle open(SimulatorOptions options) {
        var program = Program.enter(options);
        return new DeclarationCycle(
                new ClanSetup(program, new EarlierClans(options.state()), options.seed()).prepare());
    }

    @Override
    public void next() {
        declared = declared.isEmpty() ? Optional.of(opponents.declare(leader)) : cancel(declared.get());
    }

    @Override
    public boolean isAtStart() {
        return declared.isEmpty();
    }

    private Optional<JsonNode> cancel(JsonNode war) {
        var cancel = Call.post("/clan-wars/" + war.path("id").asString() + "/cancel", Map.of());
        var _ = opponents
                .program()
                .http()
                .send(cancel.as(leader).ifMatch(war.path("version").asLong()));
        return Optional.empty();
    }
}
