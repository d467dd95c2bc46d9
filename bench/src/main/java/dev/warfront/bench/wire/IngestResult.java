package dev.warfront.bench.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the ingest answered for one event. With the place in the log when the log took it, without when it was refused
/// at the door.
public record IngestResult(
        @Nullable UUID eventId,
        String status,
        @Nullable String code,
        @Nullable Instant receivedAt,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable Integer index) {

    /// The answer to a batch, one result per event in its order.
    public record Batch(List<IngestResult> results) {}
}
