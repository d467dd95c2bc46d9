package dev.warfront.bench.simulator;

import dev.warfront.bench.board.Scoreboard;
import dev.warfront.bench.book.Book;
import dev.warfront.bench.book.Report;
import dev.warfront.bench.wire.Transport;
import java.util.Locale;

/// Fights one war from the first player to the last total, and compares the book with the program.
public final class Simulator {
    private final Options options;

    public Simulator(Options options) {
        this.options = options;
    }

    /// Blocks until the war is over; bounded by the deadlines that the program names and by the patience.
    public Report run() {
        var started = System.nanoTime();
        say("seed %d", options.seed());
        var program = Program.enter(options);
        var muster = new Muster(program, new Veterans(options.state()), options.seed()).call();
        say(
                "%s against %s for %s, ready after %.1f s",
                muster.attacker().name(),
                muster.defender().name(),
                muster.stake().targets().stream().map(land -> land.name()).toList(),
                (System.nanoTime() - started) / 1e9);
        var war = muster.declare();
        say("war %s declared", war);
        var book = new Book();
        try (var stage = new Stage(program, war, muster.attacker(), muster.defender(), book);
                var link = program.watch(Transport.TCP_JSON);
                var phases = new PhaseWatch(link, war, options.patience(), stage::phase);
                var board = new Scoreboard(options.display(), stage::scene)) {
            board.show();
            return new Campaign(options, program, muster, war, book, phases, stage).fight();
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, "simulator: " + format, values));
    }
}
