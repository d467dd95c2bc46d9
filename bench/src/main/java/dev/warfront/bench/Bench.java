package dev.warfront.bench;

import dev.warfront.bench.simulator.Command;

/// What `mvn -pl bench exec:java` starts: one war by the game-server simulator.
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(Command.run(args));
    }
}
