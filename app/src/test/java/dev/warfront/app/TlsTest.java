package dev.warfront.app;

import static dev.warfront.backends.TestCertificates.HOST;
import static dev.warfront.backends.TestCertificates.PASSWORD;
import static dev.warfront.backends.TestCertificates.connect;
import static dev.warfront.backends.TestCertificates.exchange;
import static dev.warfront.backends.TestCertificates.keyStore;
import static dev.warfront.backends.TestCertificates.nameAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.rsocket.StreamServer;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.rsocket.core.RSocketConnector;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.util.DefaultPayload;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.tcp.TcpClient;

/// HTTP and RSocket over TLS, with a certificate that is exchanged while the program runs.
class TlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AGAIN = Duration.ofMillis(50);

    @TempDir
    static Path folder;

    private static RunningProgram program;

    enum Port {
        HTTP,
        RSOCKET;

        int number() {
            return this == HTTP
                    ? program.port()
                    : program.get(StreamServer.class)
                            .port()
                            .blockOptional(PATIENCE)
                            .orElseThrow();
        }
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        bring("first");
        program = new RunningProgram(
                "--spring.ssl.bundle.jks.public.keystore.location=file:" + folder.resolve("server.p12"),
                "--spring.ssl.bundle.jks.public.keystore.type=PKCS12",
                "--spring.ssl.bundle.jks.public.keystore.password=" + PASSWORD,
                "--spring.ssl.bundle.jks.public.reload-on-update=true",
                "--spring.ssl.bundle.watch.file.quiet-period=100ms",
                "--server.ssl.bundle=public",
                "--warfront.http.idle=5m",
                "--warfront.rsocket.ssl.bundle=public");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void givenACertificateThatIsExchanged_newConnectionsSeeIt_andOpenOnesGoOn() throws Exception {
        try (var open = connect(Port.HTTP.number())) {
            assertThat(nameAt(Port.HTTP.number()))
                    .isEqualTo(nameAt(Port.RSOCKET.number()))
                    .startsWith("CN=");
            var before = nameAt(Port.HTTP.number());

            bring("second");

            for (var port : Port.values()) {
                var exchanged = Mono.fromCallable(() -> nameAt(port.number()))
                        .subscribeOn(Schedulers.boundedElastic())
                        .filter("CN=second"::equals)
                        .repeatWhenEmpty(rounds -> rounds.delayElements(AGAIN));
                assertThat(exchanged.blockOptional(PATIENCE)).isPresent();
            }
            assertThat(before).isEqualTo("CN=first");
            assertThat(ask(open))
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("\r\nStrict-Transport-Security: max-age=");
        }
    }

    @Test
    void givenRSocketOverTls_requestsAreAnswered() throws SSLException {
        var security = SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .build();
        var client = TcpClient.newConnection()
                .host(HOST.getHostAddress())
                .port(Port.RSOCKET.number())
                .secure(spec -> spec.sslContext(security));

        var refusal = RSocketConnector.create()
                .connect(TcpClientTransport.create(client))
                .flatMap(connection ->
                        connection.requestResponse(DefaultPayload.create("{}")).doFinally(_ -> connection.dispose()))
                .map(_ -> "answered")
                .onErrorResume(error -> Mono.just(String.valueOf(error.getMessage())))
                .blockOptional(PATIENCE);

        assertThat(refusal).hasValue("UNSUPPORTED_DATA_TYPE");
    }

    @ParameterizedTest
    @EnumSource
    void givenPlainText_itIsNotAnswered(Port port) throws IOException {
        try (var socket = new Socket(HOST, port.number())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());

            assertThat(askOrReset(socket)).doesNotContain("HTTP", "UP");
        }
    }

    private static String askOrReset(Socket socket) throws IOException {
        try {
            return ask(socket);
        } catch (SocketException _) {
            return "";
        }
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// A self-signed certificate of that name takes the place of the one before, at once.
    private static void bring(String name) throws IOException, InterruptedException {
        exchange(keyStore(folder, name), folder.resolve("server.p12"));
    }
}
