package dev.warfront.bench.simulator;

import dev.warfront.bench.simulator.PhaseWatch.Phase;
import dev.warfront.bench.wire.Link;
import dev.warfront.bench.wire.Transport;
import dev.warfront.bench.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A war that has just become ACTIVE, for those who want to load it.
///
/// @param until when it leaves ACTIVE
public record Arena(
        Program program, UUID war, List<UUID> attackers, List<UUID> defenders, Instant from, Instant until) {

    /// Raises two clans, declares a war, and waits for it to be ACTIVE.
    public static Arena open(Options options) {
        var program = Program.enter(options);
        var muster = new Muster(program, new Veterans(options.state()), options.seed()).call();
        var war = muster.declare();
        try (Link link = program.watch(Transport.TCP_JSON);
                var phases = new PhaseWatch(link, war, options.patience(), _ -> {})) {
            phases.await(Phase.ACTIVE);
        }
        var begun = program.war(war);
        return new Arena(
                program,
                war,
                muster.attacker().players(),
                muster.stake().players(),
                Wire.instant(begun.path("active_started_at")),
                Wire.instant(begun.path("phase_deadline_at")));
    }
}
