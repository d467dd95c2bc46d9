package dev.warfront.packaged;

import static dev.warfront.packaged.RawFrames.overWebSocket;
import static dev.warfront.packaged.RawFrames.setup;
import static dev.warfront.packaged.RawFrames.upgrade;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
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

    /// Those at one address, and this address.
    private static final int SHARING = 150;

    private static final String SHARED = "127.0.1.151";

    /// Nobody counts how often it is asked.
    private static final String LIVENESS = "/actuator/health/liveness";

    private static final byte[] QUESTION = head(LIVENESS, "");

    /// Between two questions on one connection.
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final int NEWCOMERS = 20;

    /// Of each kind of heads.
    private static final int HEADS = 100;

    private static final Duration CLOSED = Duration.ofSeconds(60);

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

    /// They and whoever is new come from one address.
    @Test
    void connectionsBehindASharedAddress_leaveRoomForSomebodyNewBehindIt() throws Exception {
        Strangers.Door door = _ -> strangers.openWebSocket(SHARING);
        attacked.assertSurvives(bystander -> besiege(door, Attacked.CONNECTIONS_MAX / 2, () -> {
            for (var i = 0; i < NEWCOMERS; i++) {
                var neighbour = attacked.httpFrom(SHARED);
                assertThat(neighbour.get(LIVENESS).send().status()).isEqualTo(200);
            }
            bystander.assertServed();
        }));
    }

    /// Each connection has shown its token, from as many addresses as it takes to hold them all.
    @Test
    void connectionsOfAStolenGameServer_leaveRoomForSomebodyNew() throws Exception {
        var known = head(LIVENESS, "Authorization: Bearer " + attacked.token() + "\r\n");
        attacked.assertSurvives(bystander -> strangers.hold(
                this::open,
                Attacked.CONNECTIONS_MAX * 5 / 4,
                ADDRESSES,
                connection -> connection.send(known).awaitAnswer(),
                () -> besiege(Attacked.CONNECTIONS_MAX / 10, () -> assertOthersServed(bystander))));
    }

    /// They have said who they are, which is nobody, and may stay.
    @Test
    void webSockets_leaveRoomForSomebodyNew() throws Exception {
        var anonymous = overWebSocket(setup());
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
        attacked.assertSurvivesQuietly(() -> {
            for (var i = 0; i < HEADS; i++) {
                assertThat(answerTo(head(LIVENESS, "a: b\r\n".repeat(100)))).startsWith("HTTP/1.1 431 ");
                assertThat(answerTo(head(LIVENESS, "a: " + "b".repeat(9_000) + "\r\n")))
                        .doesNotContain("HTTP/1.1 200 ");
                assertThat(answerTo(head(LIVENESS + "?a=" + "b".repeat(5_000), "")))
                        .doesNotContain("HTTP/1.1 200 ");
            }
        });
    }

    /// Over so many connections somebody asks again and again, also while more of them are opened.
    private void besiege(int connections, Attacked.Attack meanwhile) throws Exception {
        besiege(this::open, connections, meanwhile);
    }

    private void besiege(Strangers.Door door, int connections, Attacked.Attack meanwhile) throws Exception {
        var asking = new ConcurrentLinkedQueue<RawRSocket>();
        var isOver = new AtomicBoolean();
        var asker = Thread.ofVirtual().start(() -> askUntil(isOver, asking));
        try {
            strangers.hold(
                    door,
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
        try (var connection = RawHttp.from("127.0.10.6", attacked.addresses().http())) {
            return connection.send(request).answers(CLOSED);
        } catch (SocketException _) {
            return ""; // it was closed before all was sent
        }
    }

    private static byte[] head(String path, String fields) {
        return ("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n").getBytes(US_ASCII);
    }
}
