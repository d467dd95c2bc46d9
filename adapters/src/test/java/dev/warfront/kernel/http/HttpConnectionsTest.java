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
import java.util.concurrent.atomic.AtomicLong;
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
import reactor.core.scheduler.Schedulers;

/// Connections of a real server and what they may hold of it together.
@Timeout(60)
class HttpConnectionsTest {
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final String SMALL = "GET /api/v1/answers/%d HTTP/1.1\r\nHost: x\r\n%s\r\n";
    private static final String LARGE = "GET /api/v1/answers HTTP/1.1\r\nHost: x\r\n\r\n";

    private static final String ENDLESS = "GET /api/v1/endless HTTP/1.1\r\nHost: x\r\n\r\n";

    /// Of large requests: more than any buffers between client and server hold.
    private static final int FLOOD = 500_000;

    private static final int PATIENCE_MS = 20_000;

    private final AtomicLong nanos = new AtomicLong();
    private final Answers answers = new Answers();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @Test
    void givenPipelinedRequestsWhoseAnswersAreNotRead_theClientCannotSendMore_andFewAreHandled() throws Exception {
        try (var server = server(100, 100)) {
            var socket = open(server);
            var sent = new AtomicInteger();
            var writer = Thread.ofVirtual().start(() -> flood(socket, sent));

            assertThat(get(server, 1)).startsWith("HTTP/1.1 200");
            writer.join(Duration.ofSeconds(2));

            assertThat(writer.isAlive()).as("%d were taken", sent.get()).isTrue();
            assertThat(answers.large.get()).isLessThan(200);
            assertThat(get(server, 2)).startsWith("HTTP/1.1 200");
        }
    }

    /// Nothing of the first answer tells the server that the client does not read.
    @Test
    void givenARequestThatIsNeverAnswered_theClientCannotSendMoreBehindIt() throws Exception {
        try (var server = server(100, 100)) {
            var socket = open(server);
            socket.getOutputStream().write(ENDLESS.getBytes(US_ASCII));
            var sent = new AtomicInteger();
            var writer = Thread.ofVirtual().start(() -> flood(socket, sent));

            writer.join(Duration.ofSeconds(2));

            assertThat(writer.isAlive()).as("%d were taken", sent.get()).isTrue();
            assertThat(get(server, 1)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void givenPipelinedRequestsOfBothKinds_eachIsAnsweredInOrder() throws Exception {
        try (var server = server(100, 100)) {
            var socket = open(server);
            var requests = IntStream.range(0, 300)
                    .mapToObj(i -> SMALL.formatted(
                            i,
                            (i % 2 == 0 ? "Accept: application/json, text/html\r\n" : "")
                                    + (i == 299 ? "Connection: close\r\n" : "")))
                    .toList();
            socket.getOutputStream().write(String.join("", requests).getBytes(US_ASCII));

            var text = new String(socket.getInputStream().readAllBytes(), US_ASCII);

            assertThat(text)
                    .containsSubsequence(IntStream.range(0, 300)
                            .mapToObj(HttpConnectionsTest::small)
                            .toList());
        }
    }

    @Test
    void givenAsManyConnectionsAsAnAddressMayHave_theNextIsServed_andTheFirstIsClosed() throws Exception {
        try (var server = server(10, 2)) {
            var first = open(server);
            assertThat(ask(first, 1)).contains(small(1));
            var second = open(server);
            assertThat(ask(second, 2)).contains(small(2));

            assertThat(ask(open(server), 3)).contains(small(3));

            assertThat(first.getInputStream().read()).isEqualTo(-1);
            assertThat(ask(second, 4)).contains(small(4));
            awaitConnections(server, 2);
        }
    }

    @Test
    void givenTheNodeIsFullOfConnectionsThatAskNothing_somebodyNewIsServed_andSoIsWhoHasAsked() throws Exception {
        try (var server = server(20, 1_000)) {
            var regular = open(server);
            assertThat(ask(regular, 1)).contains(small(1));
            for (var i = 0; i < 19; i++) {
                open(server, 2 + i % 5);
            }
            awaitConnections(server, 20);
            nanos.addAndGet(Duration.ofSeconds(2).toNanos());

            assertThat(ask(open(server), 2)).contains(small(2));

            assertThat(ask(regular, 3)).contains(small(3));
        }
    }

    @Test
    void givenABodyInAnUnknownCoding_nothingBehindItIsAnswered() throws Exception {
        try (var server = server(100, 100)) {
            for (var path : List.of("answers", "answers%30", "answers|b")) {
                for (var coding : List.of("xchunked", "gzip", "identity")) {
                    assertThat(smuggled(server, path, coding))
                            .as("%s %s", path, coding)
                            .isOne();
                }
            }
        }
    }

    /// Answers to a request with another one in its body.
    private int smuggled(HttpServer server, String path, String coding) throws IOException {
        var socket = open(server);
        var smuggling = "POST /api/v1/" + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: " + coding + "\r\n\r\n" + SMALL.formatted(1, "");
        socket.getOutputStream().write(smuggling.getBytes(US_ASCII));
        var text = new String(socket.getInputStream().readAllBytes(), US_ASCII);
        assertThat(text).startsWith("HTTP/1.1 400");
        return text.split("HTTP/1.1 ", -1).length - 1;
    }

    private HttpServer server(int max, int perAddress) {
        return HttpServer.bounded(
                new ConnectionSettings(max, perAddress, LATE, LATE, LATE, List.of()),
                nanos::get,
                answers,
                new Endless());
    }

    private static void flood(Socket socket, AtomicInteger sent) {
        var hundred = LARGE.repeat(100).getBytes(US_ASCII);
        try {
            while (sent.get() < FLOOD) {
                socket.getOutputStream().write(hundred);
                sent.addAndGet(100);
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private Socket open(HttpServer server) throws IOException {
        return open(server, 1);
    }

    /// From one of this machine's own addresses.
    private Socket open(HttpServer server, int host) throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        socket.bind(new InetSocketAddress("127.0.0." + host, 0));
        socket.setSoTimeout(PATIENCE_MS);
        var at = URI.create(server.address());
        socket.connect(new InetSocketAddress(at.getHost(), at.getPort()), PATIENCE_MS);
        return socket;
    }

    /// A client is connected before the server knows of it.
    private static void awaitConnections(HttpServer server, int count) {
        var open = server.metrics().get("war.http.connections").gauge();
        Mono.fromSupplier(open::value)
                .subscribeOn(Schedulers.boundedElastic())
                .filter(value -> value == count)
                .repeatWhenEmpty(rounds -> rounds.delayElements(Duration.ofMillis(20)))
                .block(Duration.ofMillis(PATIENCE_MS));
    }

    private static String small(int number) {
        return "number-" + number + ";";
    }

    /// What is answered on a connection that stays, up to the number.
    private static String ask(Socket socket, int number) throws IOException {
        socket.getOutputStream().write(SMALL.formatted(number, "").getBytes(US_ASCII));
        var text = new StringBuilder();
        while (text.indexOf(small(number)) < 0) {
            var next = socket.getInputStream().read();
            assertThat(next).as(text.toString()).isNotEqualTo(-1);
            text.append((char) next);
        }
        return text.toString();
    }

    private String get(HttpServer server, int number) throws IOException {
        var socket = open(server);
        socket.getOutputStream()
                .write(SMALL.formatted(number, "Connection: close\r\n").getBytes(US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    @RestController
    @RequestMapping("/api/v1/answers")
    static final class Answers {
        private final AtomicInteger large = new AtomicInteger();

        @GetMapping
        @Allow(everyone = true)
        Mono<String> large() {
            return Mono.fromSupplier(() -> {
                large.incrementAndGet();
                return "x".repeat(100_000);
            });
        }

        @GetMapping("/{number}")
        @Allow(everyone = true)
        Mono<String> small(@PathVariable int number) {
            return Mono.just(HttpConnectionsTest.small(number));
        }

        @PostMapping
        @Allow(everyone = true)
        @WithoutKey("nothing is kept")
        Mono<String> take(@RequestBody String body) {
            return Mono.just(body);
        }
    }

    @RestController
    static final class Endless {
        @GetMapping("/api/v1/endless")
        @Allow(everyone = true)
        Mono<String> endless() {
            return Mono.never();
        }
    }
}
