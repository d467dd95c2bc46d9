package dev.warfront.bench.simulator;

import dev.warfront.bench.simulator.PhaseWatch.Phase;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.Transport;
import dev.warfront.bench.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A war that has just become ACTIVE, for those who want to load it.
///
/// @param until when it leaves ACTIVE
public record ActiveWar(
        Program program, UUID war, List<UUID> attackers, List<UUID> defenders, Instant from, Instant until) {

    /// Raises two clans, declares a war, and waits for it to be ACTIVE.
    public static ActiveWar open(SimulatorOptions options) {
        var program = Program.enter(options);
        var opponents = new ClanSetup(program, new EarlierClans(options.state()), options.seed()).prepare();
        var war = opponents.declare();
        try (RSocketConnection connection = program.watch(Transport.TCP_JSON);
                var phases = new PhaseWatch(connection, war, options.patience(), _ -> {})) {
            phases.await(Phase.ACTIVE);
        }
        var begun = program.war(war);
        return new ActiveWar(
                program,
                war,
                opponents.attacker().players(),
                opponents.defense().players(),
                Wire.instant(begun.path("active_started_at")),
                Wire.instant(begun.path("phase_deadline_at")));
    }
}
