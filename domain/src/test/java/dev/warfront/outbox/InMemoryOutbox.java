package dev.warfront.outbox;

import dev.warfront.kernel.Event;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/// Keeps what was appended, in order.
public final class InMemoryOutbox implements Outbox {

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public Mono<Void> append(List<? extends Event> appended) {
        return Mono.fromRunnable(() -> events.addAll(appended));
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    /// Those of one class, in order.
    public <E extends Event> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public void clear() {
        events.clear();
    }
}
