package dev.warfront.kernel.rsocket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a subscriber receives, as it stands on the wire.
///
/// @param stream the route, for example `war.{id}.phase`
/// @param epoch numbering that seq belongs to
/// @param seq the state after this frame
/// @param prevSeq the state a DELTA builds on; of other kinds seq itself
/// @param at when that state came about; of HEARTBEAT, RESET and END when it was sent
/// @param data by kind: the state, the change, the cursor of a RESET, the code of an END; null in a HEARTBEAT
public record Frame(
        String stream,
        long epoch,
        long seq,
        long prevSeq,
        Kind kind,
        Instant at,
        @Nullable Object data) {
    public enum Kind {
        SNAPSHOT,
        DELTA,
        HEARTBEAT,
        RESET,
        END
    }

    /// Where to go on after a RESET.
    public record Cursor(long epoch, long lastSeq) {}

    /// Why a stream is over.
    public record Ended(EndCode code) {}
}
