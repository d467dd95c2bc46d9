package dev.warfront.packaged;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a stranger may send over HTTP without harm to anybody else. Each attack once got through.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(Attacked.Shared.class)
class HttpAttackIT {

    private static final Duration ATTACK = Duration.ofSeconds(5);

    private static final byte[] REQUEST =
            "GET /api/v1/territories?limit=100 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII);

    private static final long PIPELINED_MAX = 100L << 20;

    private final Attacked attacked;

    HttpAttackIT(Attacked attacked) {
        this.attacked = attacked;
    }

    @Test
    void pipelinedRequests_whoseAnswersAreNotRead() throws Exception {
        attacked.assertSurvives(() -> {
            try (var socket = open()) {
                var out = socket.getOutputStream();
                var batch = REQUEST.length * 1_000;
                var requests = new String(REQUEST, US_ASCII).repeat(1_000).getBytes(US_ASCII);
                var end = System.nanoTime() + ATTACK.toNanos();
                var writer = Thread.ofVirtual().start(() -> {
                    try {
                        for (var sent = 0L; sent < PIPELINED_MAX && System.nanoTime() < end; sent += batch) {
                            out.write(requests);
                        }
                    } catch (IOException _) {
                        // It was closed, as it should be.
                    }
                });
                writer.join(ATTACK);
            }
        });
    }

    private Socket open() throws IOException {
        var socket = new Socket();
        var at = attacked.addresses().http();
        socket.connect(new InetSocketAddress(at.getHost(), at.getPort()), 5_000);
        return socket;
    }
}
