package dev.warfront.kernel.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.http.OperatorPage.Content;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.netty.resources.LoopResources;

/// What whoever reaches the port of the operators can hold of the program.
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class ManagementServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Content HEALTHY = new Content(200, "text/plain", "healthy;".getBytes(US_ASCII));

    private final AtomicLong nanos = new AtomicLong();
    private final Sinks.Empty<Void> isAsked = Sinks.empty();
    private final Sinks.One<Content> slow = Sinks.one();

    /// What has happened on one connection is over before the next is read.
    private final LoopResources loop = LoopResources.create("management-test", 1, true);

    private final List<Disposable> running = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        running.forEach(Disposable::dispose);
        loop.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
    }

    @Test
    void givenAsManyConnectionsAsThereMayBe_theNextIsAnswered_andWhoWasWaitedForLongestGoes() throws IOException {
        var port = serve(3, nanos::get);
        var oldest = open(port);
        assertThat(healthOn(oldest)).isEqualTo("healthy;");
        var slowest = open(port);
        send(slowest, "GET /slow", "");
        isAsked.asMono().block(PATIENCE);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        var newer = open(port);
        assertThat(healthOn(newer)).isEqualTo("healthy;");
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(healthOn(open(port))).isEqualTo("healthy;");

        assertThat(oldest.getInputStream().read()).isEqualTo(-1);
        assertThat(healthOn(newer)).isEqualTo("healthy;");
        slow.emitValue(HEALTHY, EmitFailureHandler.FAIL_FAST);
        assertThat(bodyOn(slowest)).isEqualTo("healthy;");
    }

    @Test
    void givenThatAllAreBeingAnswered_theNextIsClosed_andTheyAreAnswered() throws IOException {
        var port = serve(1, nanos::get);
        var slowest = open(port);
        send(slowest, "GET /slow", "");
        isAsked.asMono().block(PATIENCE);

        assertThat(open(port).getInputStream().read()).isEqualTo(-1);

        slow.emitValue(HEALTHY, EmitFailureHandler.FAIL_FAST);
        assertThat(bodyOn(slowest)).isEqualTo("healthy;");
    }

    /// Whenever it is looked at, half a minute more has gone by.
    @Test
    void givenHalfAHead_itIsNotWaitedForLongerThanItsTime() throws IOException {
        var port = serve(10, () -> nanos.addAndGet(Duration.ofSeconds(30).toNanos()));
        var dripping = open(port);

        dripping.getOutputStream().write("GET /health HTTP/1.1\r\nHost".getBytes(US_ASCII));

        assertThat(dripping.getInputStream().read()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /health", "GET /health"})
    void givenABodyToCome_nobodyWaitsForIt(String line) throws IOException {
        var port = serve(10, nanos::get);
        for (var header : List.of("Content-Length: 1000000\r\n", "Transfer-Encoding: chunked\r\n")) {
            var sender = open(port);

            send(sender, line, header);

            assertThat(untilClosed(sender)).startsWith("HTTP/1.1 404 ").doesNotContain("healthy");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /health", "HEAD /health", "DELETE /health", "GET /nothing", "GET /"})
    void givenAnythingButAGetOfAPage_thereIsNothing(String line) throws IOException {
        var port = serve(10, nanos::get);
        var asker = open(port);

        send(asker, line, "Connection: close\r\n");

        assertThat(untilClosed(asker)).startsWith("HTTP/1.1 404 ").doesNotContain("healthy");
    }

    @Test
    void givenAHeadWithoutEnd_itIsRefused() throws IOException {
        var port = serve(10, nanos::get);

        for (var line : List.of("GET /health" + "x".repeat(5_000), "GET /health")) {
            var asker = open(port);
            send(asker, line, "Padding: " + "x".repeat(9_000) + "\r\n");
            assertThat(untilClosed(asker)).doesNotContain("healthy", "HTTP/1.1 200", "HTTP/1.1 404");
        }
        assertThat(healthOn(open(port))).isEqualTo("healthy;");
    }

    private int serve(int connectionsMax, LongSupplier ticker) {
        var settings = new ManagementSettings("127.0.0.1", 0, connectionsMax, new ManagementSettings.Tls(""));
        var pages = new DefaultListableBeanFactory();
        pages.registerSingleton("health", page("/health", Mono.just(HEALTHY)));
        pages.registerSingleton(
                "slow",
                page("/slow", slow.asMono().doOnSubscribe(_ -> isAsked.emitEmpty(EmitFailureHandler.FAIL_FAST))));
        var server = new ManagementServer(
                settings,
                pages.getBeanProvider(OperatorPage.class),
                new DefaultSslBundleRegistry(),
                ticker::getAsLong,
                loop);
        running.add(server.run().subscribe());
        return server.port().blockOptional(PATIENCE).orElseThrow();
    }

    private static OperatorPage page(String path, Mono<Content> content) {
        return asked -> asked.equals(path) ? content : Mono.empty();
    }

    private Socket open(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void send(Socket socket, String line, String headers) throws IOException {
        socket.getOutputStream().write((line + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n").getBytes(US_ASCII));
    }

    private static String healthOn(Socket socket) throws IOException {
        send(socket, "GET /health", "");
        return bodyOn(socket);
    }

    /// Of one answer, on a connection that stays.
    private static String bodyOn(Socket socket) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0 || text.charAt(text.length() - 1) != ';') {
            var next = socket.getInputStream().read();
            assertThat(next).as(text.toString()).isNotEqualTo(-1);
            text.append((char) next);
        }
        return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    /// As far as it is heard: what was sent and not read resets the connection.
    private static String untilClosed(Socket socket) throws IOException {
        var text = new StringBuilder();
        try {
            for (var next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                text.append((char) next);
            }
        } catch (SocketException _) {
            // closed all the same
        }
        return text.toString();
    }
}
