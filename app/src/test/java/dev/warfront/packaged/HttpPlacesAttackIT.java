package dev.warfront.packaged;

import static dev.warfront.packaged.RawFrames.setup;
import static dev.warfront.packaged.RawFrames.upgrade;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What strangers may hold of the connections and heads of HTTP without harm to anybody else. Each attack once got
/// through.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(Attacked.Shared.class)
class HttpPlacesAttackIT {

    private static final int ADDRESSES = 10;

    /// The first of those from which no other attack comes.
    private static final int STRANGER = 100;

    /// Nobody counts how often it is asked.
    private static final String LIVENESS = "/actuator/health/liveness";

    private static final byte[] QUESTION = head(LIVENESS, "");

    /// Between two questions on one connection.
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final int NEWCOMERS = 20;

    /// Of each kind of heads.
    private static final int HEADS = 100;

    private static final int CLOSED_MS = 60_000;

    /// What an attack may add to the log, however long it lasts.
    private static final long LOG_MAX = 64 << 10;

    private final Attacked attacked;

    private final Strangers strangers;

    HttpPlacesAttackIT(Attacked attacked) {
        this.attacked = attacked;
        this.strangers = new Strangers(attacked.addresses());
    }

    @Test
    void connectionsThatAskAllTheTime_leaveRoomForSomebodyNew() throws Exception {
        attacked.assertSurvives(
                bystander -> besiege(Attacked.CONNECTIONS_MAX * 5 / 4, () -> assertOthersServed(bystander)));
    }

    /// They have said who they are, which is nobody, and may stay.
    @Test
    void webSockets_leaveRoomForSomebodyNew() throws Exception {
        var anonymous = inWebSocketFrame(setup());
        attacked.assertSurvives(bystander -> strangers.hold(
                this::open,
                Attacked.CONNECTIONS_MAX * 3 / 4,
                ADDRESSES,
                connection -> {
                    connection.send(upgrade()).awaitAnswer();
                    connection.send(anonymous);
                },
                () -> besiege(Attacked.CONNECTIONS_MAX / 2, () -> assertOthersServed(bystander))));
    }

    @Test
    void headsThatAreTooLarge() throws Exception {
        var before = attacked.logBytes();
        attacked.assertSurvives(() -> {
            for (var i = 0; i < HEADS; i++) {
                assertThat(answerTo(head(LIVENESS, "a: b\r\n".repeat(100)))).startsWith("HTTP/1.1 431 ");
                assertThat(answerTo(head(LIVENESS, "a: " + "b".repeat(9_000) + "\r\n")))
                        .doesNotContain("HTTP/1.1 200 ");
                assertThat(answerTo(head(LIVENESS + "?a=" + "b".repeat(5_000), "")))
                        .doesNotContain("HTTP/1.1 200 ");
            }
        });
        assertThat(attacked.logBytes() - before).as(attacked.logTail()).isLessThan(LOG_MAX);
    }

    /// Over so many connections somebody asks again and again, also while more of them are opened.
    private void besiege(int connections, Attacked.Attack meanwhile) throws Exception {
        var asking = new ConcurrentLinkedQueue<RawRSocket>();
        var isOver = new AtomicBoolean();
        var asker = Thread.ofVirtual().start(() -> askUntil(isOver, asking));
        try {
            strangers.hold(
                    this::open,
                    connections,
                    ADDRESSES,
                    connection -> {
                        asking.add(connection);
                        connection.discardAnswers();
                    },
                    meanwhile);
        } finally {
            isOver.set(true);
            asker.join();
        }
    }

    private static void askUntil(AtomicBoolean isOver, Queue<RawRSocket> asking) {
        while (!isOver.get()) {
            for (var connection : asking) {
                ask(connection);
            }
            Await.pass(PAUSE);
        }
    }

    private static void ask(RawRSocket connection) {
        try {
            connection.send(QUESTION);
        } catch (IOException _) {
            // It had to go.
        }
    }

    private void assertOthersServed(Bystander bystander) {
        for (var i = 0; i < NEWCOMERS; i++) {
            assertThat(attacked.http().get(LIVENESS).send().status()).isEqualTo(200);
        }
        bystander.assertServed();
    }

    private RawRSocket open(int stranger) throws IOException {
        return strangers.openWebSocket(STRANGER + stranger);
    }

    /// All that is heard until the connection is closed.
    private String answerTo(byte[] request) throws IOException {
        var http = attacked.addresses().http();
        try (var socket = new Socket()) {
            socket.setSoTimeout(CLOSED_MS);
            socket.connect(new InetSocketAddress(http.getHost(), http.getPort()), CLOSED_MS);
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        } catch (SocketException _) {
            return ""; // it was closed before all was sent
        }
    }

    private static byte[] head(String path, String fields) {
        return ("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n").getBytes(US_ASCII);
    }

    /// With a mask that changes nothing, and without the length that only TCP needs.
    private static byte[] inWebSocketFrame(byte[] frame) {
        var length = frame.length - 3;
        return ByteBuffer.allocate(6 + length)
                .put((byte) 0x82)
                .put((byte) (0x80 | length))
                .putInt(0)
                .put(frame, 3, length)
                .array();
    }
}
