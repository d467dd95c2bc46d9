package dev.warfront.outbox.postgres;

import dev.warfront.outbox.OutgoingRecord;
import dev.warfront.outbox.PendingEvents;
import java.util.UUID;

/// One row to store, with its number given.
record OutboxRow(
        UUID eventId, Aggregate aggregate, long seq, String eventType, int schemaVersion, OutgoingRecord record) {

    /// What events are numbered and ordered in.
    record Aggregate(String type, UUID id) implements Comparable<Aggregate> {

        /// 0..15, the same on every node and for all time.
        int shard() {
            return Math.floorMod((id.hashCode() * 0x9E37_79B9) >>> 16, PendingEvents.SHARDS);
        }

        @Override
        public int compareTo(Aggregate other) {
            var byType = type.compareTo(other.type);
            return byType != 0 ? byType : id.compareTo(other.id);
        }
    }
}
