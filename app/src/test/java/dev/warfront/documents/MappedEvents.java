package dev.warfront.documents;

import dev.warfront.kernel.Event;
import dev.warfront.kernel.EventEnvelope;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.outbox.postgres.EventGoldenContract;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.outbox.postgres.Published;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Events that contexts publish through the outbox, with the samples of their golden tests.
final class MappedEvents {
    private static final JsonMapper JSON = WireJson.jsonMapper();
    private static final UUID SOME_ID = new UUID(1, 1);

    private final Words words;

    MappedEvents(Words words) {
        this.words = words;
    }

    /// Mappings of the program of whose events no test keeps samples.
    static Set<Class<?>> withoutSamples() {
        var sampled = goldenTests().map(test -> test.mapping().getClass()).collect(Collectors.toSet());
        return ProgramClasses.assignableTo(EventMapping.class)
                .filter(type -> type.isAnnotationPresent(Component.class))
                .filter(type -> !sampled.contains(type))
                .collect(Collectors.toSet());
    }

    List<EventForm> forms() {
        return goldenTests()
                .filter(test -> test.mapping().getClass().isAnnotationPresent(Component.class))
                .flatMap(this::forms)
                .toList();
    }

    private static Stream<EventGoldenContract<?>> goldenTests() {
        return ProgramClasses.assignableTo(EventGoldenContract.class)
                .map(type -> (EventGoldenContract<?>) ProgramClasses.make(type));
    }

    private <E extends Event> Stream<EventForm> forms(EventGoldenContract<E> test) {
        var mapping = test.mapping();
        return test.samples().stream()
                .map(event -> new Sample(event, mapping.map(event)))
                .collect(Collectors.groupingBy(
                        sample -> sample.published().eventType(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(this::form);
    }

    private EventForm form(List<Sample> samples) {
        var first = samples.getFirst();
        return new EventForm(
                first.published().topic(),
                first.published().eventType(),
                words.lead(first.event().getClass()),
                first.published().schemaVersion(),
                RecordFields.of(first.published().payload().getClass(), component -> meaning(samples, component)),
                first.example());
    }

    /// What is said of the field, else of the component of the event that it is.
    private String meaning(List<Sample> samples, RecordComponent field) {
        var own = words.param(field.getDeclaringRecord(), field.getName());
        var origin = field.getDeclaringRecord()
                        == samples.getFirst().published().payload().getClass()
                ? origin(samples, field)
                : Optional.<RecordComponent>empty();
        var type = origin.map(MappedEvents::constants).orElse(null);
        var said = own.isEmpty()
                ? origin.map(each -> words.param(each.getDeclaringRecord(), each.getName()))
                        .orElse("")
                : own;
        return words.with(said, field.getType() == UUID.class ? null : type);
    }

    private static @Nullable Class<?> constants(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType many
                        && many.getActualTypeArguments()[0] instanceof Class<?> element
                ? element
                : component.getType();
    }

    /// That of the same name, else the only one that has the same value in each sample.
    private static Optional<RecordComponent> origin(List<Sample> samples, RecordComponent field) {
        var components = List.of(samples.getFirst().event().getClass().getRecordComponents());
        var name = field.getName().replaceFirst("Id$", "");
        var named =
                components.stream().filter(each -> each.getName().equals(name)).findFirst();
        if (named.isPresent()) {
            return named;
        }
        var equal = components.stream()
                .filter(each -> samples.stream().allMatch(sample -> sample.isSame(each, field)))
                .toList();
        return equal.size() == 1 ? Optional.of(equal.getFirst()) : Optional.empty();
    }

    private record Sample(Event event, Published published) {
        Example example() {
            var envelope = new EventEnvelope(
                    SOME_ID,
                    published.eventType(),
                    published.schemaVersion(),
                    published.aggregateId(),
                    1,
                    event.occurredAt(),
                    event.occurredAt(),
                    null,
                    null,
                    published.payload());
            return new Example(
                    false, published.key(), envelope.headers("application/json"), JSON.writeValueAsString(envelope));
        }

        boolean isSame(RecordComponent ofEvent, RecordComponent ofPayload) {
            var there = JSON.<JsonNode>valueToTree(published.payload()).path(RecordFields.wireName(ofPayload));
            return JSON.writeValueAsString(plain(value(ofEvent, event))).equals(there.toString());
        }

        private static @Nullable Object plain(@Nullable Object value) {
            return switch (value) {
                case null -> null;
                case Enum<?> word -> word.name();
                case Duration length -> length.toSeconds();
                case Collection<?> many -> many.stream().map(Sample::plain).toList();
                case Record one
                when one.getClass().getRecordComponents().length == 1 ->
                    plain(value(one.getClass().getRecordComponents()[0], one));
                default -> value;
            };
        }

        private static @Nullable Object value(RecordComponent component, Object record) {
            try {
                component.getAccessor().setAccessible(true);
                return component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
