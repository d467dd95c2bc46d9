package dev.warfront.packaged;

import static dev.warfront.packaged.RawFrames.FOLLOWS;
import static dev.warfront.packaged.RawFrames.REQUEST_RESPONSE;
import static dev.warfront.packaged.RawFrames.keepAlive;
import static dev.warfront.packaged.RawFrames.overWebSocket;
import static dev.warfront.packaged.RawFrames.ping;
import static dev.warfront.packaged.RawFrames.repeated;
import static dev.warfront.packaged.RawFrames.request;
import static dev.warfront.packaged.RawFrames.setup;
import static dev.warfront.packaged.RawFrames.upgrade;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.testing.Depth;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who is silent, slow or reads nothing, and holds a place by it. Each was held for ever once, and is closed
/// now. They come all at once, since each takes its time.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(Attacked.Shared.class)
class SlowAttackIT {

    /// More than the longest of the times after which somebody is closed.
    private static final Duration CLOSED = Duration.ofSeconds(Depth.isDeep() ? 150 : 60);

    private static final Duration DRIP = Duration.ofMillis(500);

    private static final String ADDRESS = "127.0.6.1";

    /// Whose further requests are refused soon.
    private static final String ADDRESS_OF_FLOODS = "127.0.6.2";

    private static final String HALF_A_HEAD = "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Drip: ";

    private static final String HALF_A_BODY = "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

    /// That are answered and not read: more than the buffers of both sides' systems hold.
    private static final long TAKEN_MAX = 64L << 20;

    /// A small question with a large answer.
    private static final byte[] QUESTIONS =
            "GET /v3/api-docs HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1_000).getBytes(US_ASCII);

    private final Attacked attacked;

    private final Strangers strangers;

    SlowAttackIT(Attacked attacked) {
        this.attacked = attacked;
        this.strangers = new Strangers(attacked.addresses());
    }

    @Test
    void whoeverHoldsAPlace_andDoesNotUseIt_isClosed() throws Exception {
        attacked.assertSurvives(() -> allAtOnce(
                new Slow("silence over HTTP", () -> assertThat(ending("")).isEmpty()),
                new Slow("half a head", () -> assertThat(ending(HALF_A_HEAD)).isEmpty()),
                new Slow(
                        "half a body",
                        () -> assertThat(RawHttp.statuses(ending(HALF_A_BODY))).isSubsetOf(504)),
                new Slow("a head that drips", () -> drip(HALF_A_HEAD)),
                new Slow("a body that drips", () -> drip(HALF_A_BODY)),
                new Slow("pipelined requests whose answers are not read", this::pipeline),
                new Slow("keep-alives whose answers are not read", this::keepAlives),
                new Slow("pings whose answers are not read", this::pings),
                new Slow("silence over RSocket", this::ends),
                new Slow("half a SETUP", () -> ends(Arrays.copyOf(setup(), 20))),
                new Slow("a SETUP for 24 days", () -> ends(setup(Integer.MAX_VALUE, Integer.MAX_VALUE))),
                new Slow("a SETUP for ever", () -> ends(setup(0, 0))),
                new Slow("half a frame", () -> endsTooSlow(Arrays.copyOf(half(), 50))),
                new Slow("a fragment", () -> endsTooSlow(half())),
                new Slow("a fragment over a WebSocket", this::fragmentOverWebSocket)));
    }

    /// Of a request.
    private static byte[] half() {
        return request(1, REQUEST_RESPONSE, FOLLOWS, "a", 100);
    }

    private static void allAtOnce(Slow... attacks) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = new ArrayList<Future<?>>();
            for (var each : attacks) {
                begun.add(threads.submit(each));
            }
            for (var each : begun) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /// @param name for whoever reads that it failed
    private record Slow(String name, Attacked.Attack attack) implements Runnable {
        @Override
        public void run() {
            try {
                attack.run();
            } catch (Exception | AssertionError e) {
                throw new AssertionError(name, e);
            }
        }
    }

    private String ending(String beginning) throws IOException {
        try (var connection = http(ADDRESS)) {
            return connection.send(beginning).answers(CLOSED);
        }
    }

    private void drip(String beginning) throws IOException {
        try (var connection = http(ADDRESS)) {
            connection.send(beginning).sendUntilClosed("x", DRIP, CLOSED);
        }
    }

    private void pipeline() throws IOException, InterruptedException {
        try (var connection = http(ADDRESS_OF_FLOODS)) {
            connection.floodUntilClosed(QUESTIONS, CLOSED);
        }
    }

    private void keepAlives() throws IOException, InterruptedException {
        try (var connection = strangers.open(0)) {
            floodUnread(connection.send(setup()), repeated(keepAlive(1_000)));
        }
    }

    private void pings() throws IOException, InterruptedException {
        try (var connection = strangers.openWebSocket(0)) {
            connection.send(upgrade()).awaitAnswer();
            floodUnread(connection, repeated(ping()));
        }
    }

    /// Whoever does not read the answers is soon not read either, and so ends as somebody silent does.
    private static void floodUnread(RawRSocket connection, byte[] batch) throws InterruptedException {
        var taken = new AtomicLong();
        var flood = Thread.ofVirtual().start(() -> taken.set(connection.sendUntilClosed(() -> batch, TAKEN_MAX)));
        assertThat(flood.join(CLOSED)).as("closed").isTrue();
        assertThat(taken).hasValueLessThan(TAKEN_MAX);
    }

    private RawHttp http(String source) throws IOException {
        return RawHttp.from(source, attacked.addresses().http());
    }

    private void ends(byte[]... frames) throws IOException {
        try (var connection = strangers.open(0)) {
            connection.send(frames).awaitEnd(CLOSED);
        }
    }

    private void endsTooSlow(byte[] half) throws IOException {
        try (var connection = strangers.open(0)) {
            assertThat(connection.send(setup(), half).awaitClosed(CLOSED)).hasValue("TOO_SLOW");
        }
    }

    private void fragmentOverWebSocket() throws IOException {
        try (var connection = strangers.openWebSocket(0)) {
            connection.send(upgrade()).awaitAnswer();
            connection.send(overWebSocket(setup()), overWebSocket(half()));
            assertThat(connection.awaitEnd(CLOSED)).contains("TOO_SLOW");
        }
    }
}
