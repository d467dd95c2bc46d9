package dev.warfront.packaged;

import static dev.warfront.packaged.RawRSocket.FOLLOWS;
import static dev.warfront.packaged.RawRSocket.REQUEST_RESPONSE;
import static dev.warfront.packaged.RawRSocket.keepAlive;
import static dev.warfront.packaged.RawRSocket.request;
import static dev.warfront.packaged.RawRSocket.setup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a stranger may send over RSocket without harm to anybody else. Each attack once got through.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(Attacked.Shared.class)
class RSocketAttackIT {

    private static final Duration ATTACK = Duration.ofSeconds(Depth.isDeep() ? 20 : 2);

    /// Frames that are sent with one write.
    private static final int BATCH = 1_000;

    /// Nobody else comes from here.
    private static final String STRANGER = "127.0.0.2";

    private final Attacked attacked;

    RSocketAttackIT(Attacked attacked) {
        this.attacked = attacked;
    }

    @Test
    void smallRequestsThatNeverEnd() throws Exception {
        attacked.assertSurvives(() -> flood(1, new Requests(REQUEST_RESPONSE, FOLLOWS, 0)));
    }

    @Test
    void largeRequestsThatNeverEnd_overSixteenConnections() throws Exception {
        attacked.assertSurvives(() -> flood(16, new Requests(REQUEST_RESPONSE, FOLLOWS, 60_000)));
    }

    @Test
    void requestsWhoseAnswersAreNotRead() throws Exception {
        attacked.assertSurvives(() -> flood(4, new Requests(REQUEST_RESPONSE, 0, 0)));
    }

    @Test
    void keepAlivesWhoseAnswersAreNotRead() throws Exception {
        var batch = repeated(keepAlive(1_000), BATCH);
        attacked.assertSurvives(() -> flood(16, () -> batch));
    }

    private void flood(int connections, RawRSocket.Source frames) throws Exception {
        var attackers = new ArrayList<RawRSocket>();
        try {
            for (var i = 0; i < connections; i++) {
                attackers.add(open().send(setup()));
            }
            var threads = attackers.stream()
                    .map(attacker -> Thread.ofVirtual().start(() -> attacker.flood(ATTACK, frames)))
                    .toList();
            for (var thread : threads) {
                thread.join();
            }
        } finally {
            closeAll(attackers);
        }
    }

    private static void closeAll(List<RawRSocket> connections) throws IOException {
        for (var connection : connections) {
            connection.close();
        }
    }

    private RawRSocket open() throws IOException {
        return RawRSocket.from(STRANGER, server());
    }

    private InetSocketAddress server() {
        var addresses = attacked.addresses();
        return new InetSocketAddress(addresses.rsocketHost(), addresses.rsocketPort());
    }

    private static byte[] repeated(byte[] frame, int times) {
        var all = new ByteArrayOutputStream(frame.length * times);
        IntStream.range(0, times).forEach(_ -> all.writeBytes(frame));
        return all.toByteArray();
    }

    /// Requests for a route that is not there, each with an id of its own.
    private static final class Requests implements RawRSocket.Source {
        private static final int ID_AT = 3;

        private final byte[] frames;
        private final int frameBytes;
        private int stream = 1;

        Requests(int type, int flags, int dataBytes) {
            var frame = request(stream, type, flags, "a", dataBytes);
            frameBytes = frame.length;
            frames = repeated(frame, dataBytes > 0 ? 1 : BATCH);
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
}
