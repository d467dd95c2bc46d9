package dev.warfront.outbox.postgres;

import dev.warfront.kernel.Correlation;
import dev.warfront.kernel.Event;
import dev.warfront.kernel.EventEnvelope;
import dev.warfront.kernel.Ids;
import dev.warfront.outbox.Outbox;
import dev.warfront.outbox.OutgoingRecord;
import dev.warfront.outbox.postgres.OutboxRow.Aggregate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import tools.jackson.databind.json.JsonMapper;

/// Puts events into their envelopes and stores them beside the change they describe.
@Component
public final class PostgresOutbox implements Outbox {

    private static final String JSON = "application/json";

    private final OutboxRows rows;

    private final EventMappings mappings;

    private final JsonMapper json;

    private final Ids ids;

    private final Clock clock;

    PostgresOutbox(OutboxRows rows, EventMappings mappings, JsonMapper json, Ids ids, Clock clock) {
        this.rows = rows;
        this.mappings = mappings;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Mono<Void> append(List<? extends Event> events) {
        return Mono.defer(() -> rows.append(unnumbered(events)));
    }

    private List<UnnumberedEvent> unnumbered(List<? extends Event> events) {
        var now = clock.instant();
        return events.stream()
                .map(event -> new UnnumberedEvent(ids.next(), mappings.map(event), event.occurredAt(), now, json))
                .toList();
    }

    private record UnnumberedEvent(
            UUID eventId, Published published, Instant occurredAt, Instant producedAt, JsonMapper json)
            implements OutboxRows.Unnumbered {

        @Override
        public Aggregate aggregate() {
            return new Aggregate(published.aggregateType(), published.aggregateId());
        }

        @Override
        public OutboxRow numbered(long seq, ContextView context) {
            var envelope = new EventEnvelope(
                    eventId,
                    published.eventType(),
                    published.schemaVersion(),
                    published.aggregateId(),
                    seq,
                    occurredAt,
                    producedAt,
                    orNull(Correlation.of(context, Correlation.CORRELATION_ID)),
                    orNull(Correlation.of(context, Correlation.CAUSATION_ID)),
                    published.payload());
            return new OutboxRow(
                    eventId,
                    aggregate(),
                    seq,
                    published.eventType(),
                    published.schemaVersion(),
                    new OutgoingRecord(
                            published.topic(),
                            published.key(),
                            envelope.headers(JSON),
                            json.writeValueAsString(envelope)));
        }

        private static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }
}
