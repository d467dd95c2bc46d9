package dev.warfront.kernel.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Allow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// What one connection may hold of a node.
@Timeout(60)
class ConnectionGuardTest {
    private static final Duration SOON = Duration.ofMillis(400);
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final String READ = "GET /api/v1/answers HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\n\r\n";
    private static final int PATIENCE_MS = 20_000;

    private final Answers answers = new Answers();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @Test
    void givenPipelinedRequestsWhoseAnswersAreNotRead_fewAreHandled_andTheClientCannotSendMore() throws Exception {
        try (var server = HttpServer.bounded(bounds(10, 10, LATE, LATE, LATE), answers)) {
            var socket = open(server);
            socket.setReceiveBufferSize(4_096);
            var sent = new AtomicInteger();
            var writer = Thread.ofVirtual().start(() -> flood(socket, sent));

            awaitStill(sent);
            assertThat(sent.get()).isLessThan(FLOOD);
            assertThat(answers.given.get()).isLessThan(200);
            assertThat(get(server)).startsWith("HTTP/1.1 200");

            socket.close();
            writer.join();
        }
    }

    @Test
    void givenPipelinedRequests_eachIsAnsweredInOrder() throws Exception {
        try (var server = HttpServer.bounded(bounds(10, 10, LATE, LATE, LATE), answers)) {
            var socket = open(server);
            var requests = IntStream.range(0, 300)
                    .mapToObj(i -> "GET /api/v1/answers/" + i + " HTTP/1.1\r\nHost: x\r\n"
                            + (i % 2 == 0 ? "Origin: http://x\r\n" : "") + (i == 299 ? "Connection: close\r\n" : "")
                            + "\r\n");
            socket.getOutputStream().write(String.join("", requests.toList()).getBytes(US_ASCII));

            var text = new String(socket.getInputStream().readAllBytes(), US_ASCII);

            var order =
                    IntStream.range(0, 300).mapToObj(i -> "number-" + i + ";").toList();
            assertThat(text).containsSubsequence(order);
        }
    }

    @Test
    void givenHalfAHead_aDrippingHead_andHalfABody_eachIsClosed() throws Exception {
        try (var server = HttpServer.bounded(bounds(10, 10, SOON, LATE, LATE), answers)) {
            var half = open(server);
            half.getOutputStream().write("GET /api/v1/answers HTTP/1.1\r\nHost".getBytes(US_ASCII));
            var body = open(server);
            body.getOutputStream()
                    .write(
                            "POST /api/v1/answers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"
                                    .getBytes(US_ASCII));
            var dripping = open(server);
            dripping.setTcpNoDelay(true);

            assertThat(drip(dripping)).isLessThan(1_000);
            assertThat(half.getInputStream().read()).isEqualTo(-1);
            body.getInputStream().readAllBytes();
        }
    }

    @Test
    void givenAConnectionThatAsksNothing_itIsClosed_andSoIsOneAfterItsAnswer() throws Exception {
        try (var server = HttpServer.bounded(bounds(10, 10, LATE, SOON, LATE), answers)) {
            var silent = open(server);
            var answered = open(server);
            answered.getOutputStream().write(READ.getBytes(US_ASCII));

            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(new String(answered.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void givenAnAnswerThatIsNotTaken_theConnectionIsClosed() throws Exception {
        try (var server = HttpServer.bounded(bounds(10, 10, LATE, LATE, SOON), answers)) {
            var socket = open(server);
            socket.setReceiveBufferSize(4_096);
            var writer = Thread.ofVirtual().start(() -> flood(socket, new AtomicInteger()));

            writer.join(); // ends when its connection does
        }
    }

    @Test
    void givenMoreConnectionsThanAnAddressMayHave_theyAreClosed_andTheFirstOnesStay() throws Exception {
        try (var server = HttpServer.bounded(bounds(10, 2, LATE, LATE, LATE), answers)) {
            var first = open(server);
            var second = open(server);
            first.getOutputStream().write(READ.getBytes(US_ASCII));
            assertThat(first.getInputStream().read()).isEqualTo('H');

            assertThat(open(server).getInputStream().read()).isEqualTo(-1);

            second.getOutputStream().write(READ.getBytes(US_ASCII));
            assertThat(second.getInputStream().read()).isEqualTo('H');
            second.close();
            assertThat(served(server)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void givenTheNodeIsFullOfConnectionsThatAskNothing_somebodyNewIsServed() throws Exception {
        try (var server = HttpServer.bounded(bounds(20, 1_000, LATE, LATE, LATE), answers)) {
            var regular = open(server);
            regular.getOutputStream().write(READ.getBytes(US_ASCII));
            assertThat(regular.getInputStream().read()).isEqualTo('H');
            for (var i = 0; i < 19; i++) {
                open(server);
            }

            assertThat(served(server)).startsWith("HTTP/1.1 200");
            regular.getOutputStream().write(READ.getBytes(US_ASCII));
            assertThat(regular.isClosed()).isFalse();
            assertThat(answers.given.get()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void givenABodyInAnUnknownCoding_nothingBehindItIsAnswered() throws Exception {
        try (var server = HttpServer.bounded(bounds(10, 10, LATE, LATE, LATE), answers)) {
            for (var coding : List.of("xchunked", "gzip", "identity")) {
                var socket = open(server);
                var smuggling = "POST /api/v1/answers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: " + coding + "\r\n\r\n" + READ;
                socket.getOutputStream().write(smuggling.getBytes(US_ASCII));

                var text = new String(socket.getInputStream().readAllBytes(), US_ASCII);

                assertThat(text).startsWith("HTTP/1.1 400").contains("transfer_encoding");
                assertThat(text.split("HTTP/1.1 ", -1)).as(text).hasSize(2);
            }
        }
    }

    private static final int FLOOD = 200_000;

    private static void flood(Socket socket, AtomicInteger sent) {
        var ten = READ.repeat(10).getBytes(US_ASCII);
        try {
            while (sent.get() < FLOOD) {
                socket.getOutputStream().write(ten);
                sent.addAndGet(10);
            }
        } catch (IOException _) {
            // Its connection was closed.
        }
    }

    /// Until nothing more could be sent for a while.
    private static void awaitStill(AtomicInteger sent) throws InterruptedException {
        var last = -1;
        while (sent.get() != last && sent.get() < FLOOD) {
            last = sent.get();
            Thread.sleep(500);
        }
    }

    /// Bytes that could be sent, one at a time.
    private static int drip(Socket socket) throws InterruptedException {
        var sent = 0;
        try {
            socket.getOutputStream().write("GET /api/v1/answers HTTP/1.1\r\na: ".getBytes(US_ASCII));
            for (; sent < 1_000; sent++) {
                socket.getOutputStream().write('b');
                Thread.sleep(50);
            }
        } catch (IOException _) {
            return sent;
        }
        return sent;
    }

    private static ConnectionSettings bounds(
            int max, int perAddress, Duration requestWithin, Duration idle, Duration unread) {
        return new ConnectionSettings(max, perAddress, requestWithin, idle, unread, List.of());
    }

    private Socket open(HttpServer server) throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        socket.setSoTimeout(PATIENCE_MS);
        var at = URI.create(server.address());
        socket.connect(new InetSocketAddress(at.getHost(), at.getPort()), PATIENCE_MS);
        return socket;
    }

    /// As soon as there is room.
    private String served(HttpServer server) throws InterruptedException {
        while (true) {
            try {
                return get(server);
            } catch (IOException _) {
                Thread.sleep(20);
            }
        }
    }

    private String get(HttpServer server) throws IOException {
        var socket = open(server);
        var request = READ.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    @RestController
    @RequestMapping("/api/v1/answers")
    static final class Answers {
        private final AtomicInteger given = new AtomicInteger();

        @GetMapping
        @Allow(everyone = true)
        Mono<String> large() {
            given.incrementAndGet();
            return Mono.just("x".repeat(100_000));
        }

        @GetMapping("/{number}")
        @Allow(everyone = true)
        Mono<String> small(@PathVariable int number) {
            return Mono.just("number-" + number + ";");
        }

        @PostMapping
        @Allow(everyone = true)
        @WithoutKey("nothing is kept")
        Mono<String> take(@RequestBody String body) {
            return Mono.just(body);
        }
    }
}
