package dev.warfront.bench.simulator;

import dev.warfront.bench.simulator.PhaseWatch.Phase;
import dev.warfront.bench.wire.Call;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.Transport;
import dev.warfront.bench.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A war that has just become ACTIVE, for those who want to load it.
///
/// @param lands that it contests
/// @param until when it leaves ACTIVE
public record ActiveWar(
        Program program,
        UUID war,
        SimulatedClan attacker,
        List<UUID> defenders,
        List<UUID> lands,
        Instant from,
        Instant until) {

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
                opponents.attacker(),
                opponents.defense().players(),
                opponents.defense().targetIds(),
                Wire.instant(begun.path("active_started_at")),
                Wire.instant(begun.path("phase_deadline_at")));
    }

    /// Who may score for the attacker.
    public List<UUID> attackers() {
        return attacker.players();
    }

    /// One of the numbers that the program counts of the war.
    public long stats(String name) {
        return program.http().get("/clan-wars/" + war + "/stats").path(name).asLong();
    }

    /// The leader of the attacker gives up. Answers from when on nothing counts.
    public Instant surrender() {
        var leader = attacker.leader(program.http());
        var version = program.war(war).path("version").asLong();
        var surrender = Call.post("/clan-wars/" + war + "/surrender", Map.of());
        return Wire.instant(
                program.http().send(surrender.as(leader).ifMatch(version)).path("cut_off_at"));
    }
}
