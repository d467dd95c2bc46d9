package dev.warfront.bench.simulator;

import dev.warfront.bench.board.Scoreboard;
import dev.warfront.bench.book.Book;
import dev.warfront.bench.book.Report;
import dev.warfront.bench.wire.Transport;
import java.util.Locale;

/// Fights one war from the first player to the last total, and compares the book with the program.
public final class Simulator {
    private final SimulatorOptions options;

    public Simulator(SimulatorOptions options) {
        this.options = options;
    }

    /// Blocks until the war is over; bounded by the deadlines that the program names and by the patience.
    public Report run() {
        var started = System.nanoTime();
        say("seed %d", options.seed());
        var program = Program.enter(options);
        var opponents = new ClanSetup(program, new EarlierClans(options.state()), options.seed()).prepare();
        say(
                "%s against %s for %s, ready after %.1f s",
                opponents.attacker().name(),
                opponents.defender().name(),
                opponents.defense().targets().stream().map(land -> land.name()).toList(),
                (System.nanoTime() - started) / 1e9);
        var war = opponents.declare();
        say("war %s declared", war);
        var book = new Book();
        try (var monitor = new WarMonitor(program, war, opponents.attacker(), opponents.defender(), book);
                var connection = program.watch(Transport.TCP_JSON);
                var phases = new PhaseWatch(connection, war, options.patience(), monitor::phase);
                var board = new Scoreboard(options.display(), monitor::state)) {
            board.show();
            return new WarRun(options, opponents, war, book, phases, monitor).run();
        }
    }

    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, "simulator: " + format, values));
    }
}
