package dev.warfront.kernel.rsocket;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The subscribers of one stream whose connections live on one event loop. All but {@link #scheduleDrain} and
/// {@link #heartbeat} is called on that loop, so subscribers need neither locks nor queues: a change costs
/// one task per loop.
final class LoopSubscribers {
    private final EventExecutor loop;
    private final List<StreamSubscriber> subscribers = new ArrayList<>();
    private final AtomicBoolean drainScheduled = new AtomicBoolean();

    LoopSubscribers(EventExecutor loop) {
        this.loop = loop;
    }

    /// There is something new. Calls before the loop comes to it are one.
    void scheduleDrain() {
        if (drainScheduled.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
    }

    void heartbeat(SharedFrame heartbeat, long newest) {
        loop.execute(() -> {
            for (var i = subscribers.size() - 1; i >= 0; i--) {
                if (i < subscribers.size()) {
                    subscribers.get(i).heartbeat(heartbeat, newest);
                }
            }
        });
    }

    private void drain() {
        drainScheduled.set(false);
        // A subscriber may leave meanwhile, itself or with its whole connection: the last one takes its slot, which was
        // visited already.
        for (var i = subscribers.size() - 1; i >= 0; i--) {
            if (i < subscribers.size()) {
                subscribers.get(i).drain();
            }
        }
    }

    void add(StreamSubscriber subscriber) {
        subscriber.slot(subscribers.size());
        subscribers.add(subscriber);
    }

    void remove(StreamSubscriber subscriber, int slot) {
        var last = subscribers.removeLast();
        if (last != subscriber) {
            subscribers.set(slot, last);
            last.slot(slot);
        }
    }
}
