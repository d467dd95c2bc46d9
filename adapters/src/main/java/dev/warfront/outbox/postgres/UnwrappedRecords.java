package dev.warfront.outbox.postgres;

import dev.warfront.kernel.Ids;
import dev.warfront.outbox.OutgoingRecord;
import dev.warfront.outbox.postgres.OutboxRow.Aggregate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/// Stores ready-made records in the transaction of the change they describe; the relay publishes
/// them like events.
@Component
public final class UnwrappedRecords {

    private static final String TYPE = "raw";

    private final OutboxRows rows;

    private final Ids ids;

    UnwrappedRecords(OutboxRows rows, Ids ids) {
        this.rows = rows;
        this.ids = ids;
    }

    /// Must be called inside a transaction.
    public Mono<Void> append(UnwrappedRecord... records) {
        return append(List.of(records));
    }

    /// Must be called inside a transaction.
    public Mono<Void> append(List<UnwrappedRecord> records) {
        return Mono.defer(() -> rows.append(records.stream()
                .map(record -> new UnnumberedRecord(ids.next(), record))
                .toList()));
    }

    private record UnnumberedRecord(UUID eventId, UnwrappedRecord record) implements OutboxRows.Unnumbered {

        @Override
        public Aggregate aggregate() {
            return new Aggregate(record.aggregateType(), record.aggregateId());
        }

        @Override
        public OutboxRow numbered(long seq, ContextView context) {
            return new OutboxRow(
                    eventId,
                    aggregate(),
                    seq,
                    TYPE,
                    1,
                    new OutgoingRecord(record.topic(), record.key(), record.headers(), record.value()));
        }
    }
}
