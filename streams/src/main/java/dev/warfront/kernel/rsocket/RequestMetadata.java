package dev.warfront.kernel.rsocket;

import io.netty.buffer.ByteBuf;
import io.rsocket.Payload;
import io.rsocket.metadata.CompositeMetadata;
import io.rsocket.metadata.RoutingMetadata;
import io.rsocket.metadata.WellKnownMimeType;

/// The metadata of a request, which say its route.
final class RequestMetadata {
    private static final String ROUTING = WellKnownMimeType.MESSAGE_RSOCKET_ROUTING.getString();

    private RequestMetadata() {}

    /// Fails with {@link RSocketErrors#invalid} when they cannot be read; none are well.
    static void check(Payload payload) {
        if (!payload.hasMetadata()) {
            return;
        }
        try {
            for (var entry : new CompositeMetadata(payload.sliceMetadata(), false)) {
                if (ROUTING.equals(entry.getMimeType())) {
                    readTags(entry.getContent());
                }
            }
        } catch (RuntimeException malformed) {
            throw RSocketErrors.invalid();
        }
    }

    private static void readTags(ByteBuf content) {
        new RoutingMetadata(content).forEach(_ -> {});
    }
}
