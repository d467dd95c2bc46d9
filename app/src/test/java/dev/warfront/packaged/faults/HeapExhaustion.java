package dev.warfront.packaged.faults;

import java.util.ArrayList;
import java.util.List;

/// An agent that takes all heap of the program into which it is loaded, and gives nothing back.
public final class HeapExhaustion {

    private static final int PIECE_BYTES = 1 << 20;

    private static final List<byte[]> TAKEN = new ArrayList<>();

    private HeapExhaustion() {}

    /// Begins, and does not wait for the end. Called by the JVM when the agent is loaded.
    public static void agentmain(String arguments) {
        Thread.ofPlatform().daemon().name("heap-exhaustion").start(HeapExhaustion::takeAll);
    }

    private static void takeAll() {
        while (true) {
            TAKEN.add(new byte[PIECE_BYTES]);
        }
    }
}
