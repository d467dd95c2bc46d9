package dev.warfront.outbox.postgres;

import dev.warfront.kernel.Event;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Finds the mapping that an event belongs to.
@Component
public final class EventMappings {

    private final List<EventMapping<?>> mappings;

    /// By class of the event; bounded by the number of event classes.
    private final Map<Class<?>, EventMapping<?>> found = new ConcurrentHashMap<>();

    public EventMappings(List<EventMapping<?>> mappings) {
        this.mappings = List.copyOf(mappings);
    }

    /// Fails when no context, or more than one, has said how such an event looks.
    public Published map(Event event) {
        return mapped(found.computeIfAbsent(event.getClass(), this::find), event);
    }

    /// Whether everybody may see the event in a log. Fails when its context has not said so.
    public boolean isPublic(Event event) {
        return found.computeIfAbsent(event.getClass(), this::find) instanceof LoggedEventMapping<?> mapping
                ? isPublic(mapping, event)
                : unlogged(event);
    }

    private EventMapping<?> find(Class<?> event) {
        var fitting = mappings.stream()
                .filter(mapping -> mapping.type().isAssignableFrom(event))
                .toList();
        if (fitting.size() != 1) {
            throw new IllegalStateException(fitting.size() + " event mappings for " + event.getName());
        }
        return fitting.getFirst();
    }

    private static <E extends Event> boolean isPublic(LoggedEventMapping<E> mapping, Event event) {
        return mapping.isPublic(mapping.type().cast(event));
    }

    private static boolean unlogged(Event event) {
        throw new IllegalStateException(
                "nobody has said who may see " + event.getClass().getName() + " in a log");
    }

    private static <E extends Event> Published mapped(EventMapping<E> mapping, Event event) {
        return mapping.map(mapping.type().cast(event));
    }
}
