package dev.warfront.score;

import java.util.concurrent.atomic.AtomicInteger;

/// How many decided events a node keeps to find their repeats, over all its flush loops. Each loop may have its equal
/// part in any case; beyond that it has what others leave, so that one large war may have nearly all. Any thread.
public final class SeenBound {
    private final int eventsMax;
    private final int part;
    private final AtomicInteger kept = new AtomicInteger();

    /// @param loops that share it
    public SeenBound(int eventsMax, int loops) {
        this.eventsMax = eventsMax;
        this.part = eventsMax / loops;
    }

    /// No loop alone keeps more.
    public int eventsMax() {
        return eventsMax;
    }

    void changed(int by) {
        kept.addAndGet(by);
    }

    /// Of the events of a loop, how many are too many.
    int excess(int ofLoop) {
        return Math.max(0, Math.min(kept.get() - eventsMax, ofLoop - part));
    }
}
