package dev.warfront.kernel.rsocket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The subscriptions of one connection. Counted on any thread; the subscribers themselves belong to its loop.
final class Subscriptions {
    private final List<StreamSubscriber> subscribers = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();

    /// Counts one more.
    ///
    /// @return false when there are too many already
    boolean admit(int max) {
        if (count.incrementAndGet() <= max) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    void dismiss() {
        count.decrementAndGet();
    }

    void attach(StreamSubscriber subscriber) {
        subscribers.add(subscriber);
    }

    void detach(StreamSubscriber subscriber) {
        subscribers.remove(subscriber);
    }

    /// Of those there are, of which some may go meanwhile.
    void each(Consumer<StreamSubscriber> work) {
        List.copyOf(subscribers).forEach(work);
    }
}
