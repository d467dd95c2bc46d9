package dev.warfront.outbox.postgres;

import java.util.Map;
import java.util.UUID;

/// One row to store, with its number given.
record OutboxRow(
        UUID eventId,
        Aggregate aggregate,
        long seq,
        String eventType,
        int schemaVersion,
        String topic,
        String key,
        Map<String, String> headers,
        String value) {

    /// What events are numbered and ordered in.
    record Aggregate(String type, UUID id) implements Comparable<Aggregate> {
        static final int SHARDS = 16;

        /// 0..15, the same on every node and for all time.
        int shard() {
            return Math.floorMod((id.hashCode() * 0x9E37_79B9) >>> 16, SHARDS);
        }

        @Override
        public int compareTo(Aggregate other) {
            var byType = type.compareTo(other.type);
            return byType != 0 ? byType : id.compareTo(other.id);
        }
    }
}
