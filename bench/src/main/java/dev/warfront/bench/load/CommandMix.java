package dev.warfront.bench.load;

import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.simulator.BattleCycle;
import dev.warfront.bench.simulator.CommandCycle;
import dev.warfront.bench.simulator.DeclarationCycle;
import dev.warfront.bench.simulator.SimulatorOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Commands of wars, each of which commits: of five, one declares a war, one cancels it, one orders
/// a battle, one begins it and one ends it. The n-th command goes to whichever war, or land, of its
/// kind has waited longest.
final class CommandMix {
    static final String SHARES = "declare 20 %, cancel 20 %, order a battle 20 %, begin it 20 %, end it 20 %";

    private static final int OF = 5;
    private static final int DECLARATIONS = 2;
    private static final long PATIENCE_S = 60;

    private final BlockingQueue<CommandCycle> declarations;
    private final BlockingQueue<CommandCycle> battles;

    private CommandMix(List<? extends CommandCycle> declarations, List<? extends CommandCycle> battles) {
        this.declarations = new LinkedBlockingQueue<>(declarations);
        this.battles = new LinkedBlockingQueue<>(battles);
    }

    /// Raises two clans for each war, and for each pair that declares and cancels.
    static CommandMix open(SimulatorOptions options, int wars, int pairs) {
        var declarations = new ArrayList<DeclarationCycle>();
        var battles = new ArrayList<BattleCycle>();
        for (var i = 0; i < pairs; i++) {
            declarations.add(DeclarationCycle.open(options));
        }
        for (var i = 0; i < wars; i++) {
            battles.addAll(BattleCycle.of(ActiveWar.open(options)));
        }
        return new CommandMix(declarations, battles);
    }

    /// Gives one and waits until it is done. Threads may do so side by side.
    void give(long number) {
        var cycles = number % OF < DECLARATIONS ? declarations : battles;
        var cycle = take(cycles);
        try {
            cycle.next();
        } finally {
            cycles.add(cycle);
        }
    }

    /// Ends what is declared, and what is fought.
    void finish() {
        for (var cycles : List.of(declarations, battles)) {
            for (var cycle : cycles) {
                while (!cycle.isAtStart()) {
                    cycle.next();
                }
            }
        }
    }

    private static CommandCycle take(BlockingQueue<CommandCycle> cycles) {
        try {
            var cycle = cycles.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (cycle == null) {
                throw new IllegalStateException("no command was done in " + PATIENCE_S + " s");
            }
            return cycle;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
