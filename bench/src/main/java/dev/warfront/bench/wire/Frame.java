package dev.warfront.bench.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One frame of a stream.
///
/// @param seq number of the last change it covers
/// @param prevSeq number of the change before those it covers; a client whose last seq differs missed something
public record Frame(
        String stream,
        long epoch,
        long seq,
        long prevSeq,
        Kind kind,
        Instant at,
        @Nullable JsonNode data) {

    public enum Kind {
        SNAPSHOT,
        DELTA,
        HEARTBEAT,
        RESET,
        END
    }
}
