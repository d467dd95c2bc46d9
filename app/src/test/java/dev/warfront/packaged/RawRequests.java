package dev.warfront.packaged;

import static dev.warfront.packaged.RawFrames.REQUEST_STREAM;
import static dev.warfront.packaged.RawFrames.repeated;
import static dev.warfront.packaged.RawFrames.request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// Requests of RSocket without end, each with an id of its own, for a route that is not there. Small ones come
/// many at once.
final class RawRequests implements RawRSocket.Source {

    private static final int ID_AT = 3;

    private static final int WARS = 100;

    private final byte[] frames;

    private final int frameBytes;

    private int stream = 1;

    RawRequests(int type, int flags, int dataBytes) {
        var frame = request(stream, type, flags, "a", dataBytes);
        frameBytes = frame.length;
        frames = dataBytes > 0 ? frame : repeated(frame);
    }

    /// For streams of wars that are not there, another one each time.
    static RawRSocket.Source ofUnknownWars() {
        var stream = new AtomicInteger(-1);
        return () -> {
            var frames = new ByteArrayOutputStream();
            for (var i = 0; i < WARS; i++) {
                var route = "war." + UUID.randomUUID() + ".phase";
                frames.writeBytes(request(stream.addAndGet(2), REQUEST_STREAM, 0, route, 0));
            }
            return frames.toByteArray();
        };
    }

    @Override
    public synchronized byte[] next() {
        var batch = ByteBuffer.wrap(frames.clone());
        for (var at = ID_AT; at < frames.length; at += frameBytes) {
            batch.putInt(at, stream);
            stream += 2;
        }
        return batch.array();
    }
}
