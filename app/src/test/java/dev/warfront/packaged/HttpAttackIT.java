package dev.warfront.packaged;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a stranger may send over HTTP without harm to anybody else. Each attack once got through.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(Attacked.Shared.class)
class HttpAttackIT {

    private static final Duration ATTACK = Duration.ofSeconds(5);

    /// A small question with a large answer.
    private static final byte[] REQUEST = "GET /v3/api-docs HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII);

    private static final long PIPELINED_MAX = 100L << 20;

    private static final int ADDRESSES = 10;

    /// Until who holds a connection may be sent away.
    private static final Duration HELD = Duration.ofSeconds(2);

    private static final int FORGED = 2_000;

    private static final int SIGNATURE_BYTES = 64;

    private final Attacked attacked;

    HttpAttackIT(Attacked attacked) {
        this.attacked = attacked;
    }

    @Test
    void pipelinedRequests_whoseAnswersAreNotRead() throws Exception {
        attacked.assertSurvives(() -> {
            try (var socket = open(1)) {
                var writer = Thread.ofVirtual().start(() -> flood(socket));
                writer.join(ATTACK);
            }
        });
    }

    /// From many addresses nearly as many as the node takes, each with half a head, and then more than that.
    @Test
    void connectionsHeldByOthers_leaveRoomForSomebodyNew() throws Exception {
        attacked.assertSurvives(bystander -> {
            var held = new ArrayList<Socket>();
            try {
                hold(held, Attacked.CONNECTIONS_MAX * 9 / 10);
                assertThat(held).hasSizeGreaterThan(Attacked.CONNECTIONS_MAX * 4 / 5);
                Await.pass(HELD);
                hold(held, Attacked.CONNECTIONS_MAX / 2);
                bystander.assertServed();
            } finally {
                for (var socket : held) {
                    socket.close();
                }
            }
        });
    }

    /// From the address of the bystander, whose token is known by then.
    @Test
    void forgedTokens_areNotChecked_andWhoIsKnownAtTheirAddressIsServed() throws Exception {
        attacked.assertSurvives(bystander -> {
            bystander.assertServed();
            var http = attacked.http();
            var good = logIn(http);
            var random = new Random(8);
            var statuses = new TreeMap<Integer, Integer>();
            for (var i = 0; i < FORGED; i++) {
                statuses.merge(http.get("/me").as(forged(good, random)).send().status(), 1, Integer::sum);
            }
            assertThat(statuses).containsOnlyKeys(401, 429);
            bystander.assertServed();
        });
    }

    private String logIn(Http http) {
        var server = attacked.credentials().server();
        return http.post("/auth/login", Map.of("login", server.name(), "password", server.password()))
                .send()
                .json()
                .path("access_token")
                .asString();
    }

    private static String forged(String good, Random random) {
        var signature = new byte[SIGNATURE_BYTES];
        random.nextBytes(signature);
        return good.substring(0, good.lastIndexOf('.') + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private void hold(List<Socket> held, int more) throws IOException {
        for (var i = 0; i < more; i++) {
            var socket = open(2 + i % ADDRESSES);
            held.add(socket);
            try {
                socket.getOutputStream().write("GET /api/v1/me HTTP/1.1\r\nHost".getBytes(US_ASCII));
            } catch (IOException _) {
                // It was closed at once.
            }
        }
    }

    private static void flood(Socket socket) {
        var requests = new String(REQUEST, US_ASCII).repeat(1_000).getBytes(US_ASCII);
        try {
            for (var sent = 0L; sent < PIPELINED_MAX; sent += requests.length) {
                socket.getOutputStream().write(requests);
            }
        } catch (IOException _) {
            // It was closed, by one of the two.
        }
    }

    /// From an address of this machine that nobody else uses.
    private Socket open(int host) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0." + (host + 1), 0));
        var at = attacked.addresses().http();
        socket.connect(new InetSocketAddress(at.getHost(), at.getPort()), 5_000);
        return socket;
    }
}
