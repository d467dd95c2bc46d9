package dev.warfront.kernel.rsocket;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The subscribers of one stream whose connections live on one event loop. All but {@link #wake} and {@link
/// #beat} is called on that loop, so subscribers need neither locks nor queues: a change costs one task per
/// loop.
final class LoopSubscribers {
    private final EventExecutor loop;
    private final List<StreamSubscriber> viewers = new ArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();

    LoopSubscribers(EventExecutor loop) {
        this.loop = loop;
    }

    /// There is something new. Said often before the lane comes to it, it is done once.
    void wake() {
        if (woken.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
    }

    void beat(SharedFrame heartbeat, long place) {
        loop.execute(() -> {
            for (var i = viewers.size() - 1; i >= 0; i--) {
                if (i < viewers.size()) {
                    viewers.get(i).beat(heartbeat, place);
                }
            }
        });
    }

    private void drain() {
        woken.set(false);
        // A viewer may leave meanwhile, itself or with its whole connection: the last one takes its place, which was
        // visited already.
        for (var i = viewers.size() - 1; i >= 0; i--) {
            if (i < viewers.size()) {
                viewers.get(i).drain();
            }
        }
    }

    void add(StreamSubscriber viewer) {
        viewer.position(viewers.size());
        viewers.add(viewer);
    }

    void remove(StreamSubscriber viewer, int position) {
        var last = viewers.removeLast();
        if (last != viewer) {
            viewers.set(position, last);
            last.position(position);
        }
    }
}
