package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A body that nobody wants does no harm to the request behind it.
class UnreadBodyTest {
    private static final int TIMES = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MEGABYTE = 1 << 20;
    private static final int BROKEN = -1;

    private static HttpServer server;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() {
        server = HttpServer.of(new TestController() {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/auth/nowhere, 200000, true, 404",
        "/api/v1/auth/nowhere, 200000, false, 404",
        "/api/v1/auth/things, 1000000, true, 413",
        "/api/v1/auth/things, 1000000, false, 413",
    })
    void givenARefusalBeforeTheBodyIsRead_theNextRequestIsAnswered(
            String path, int bytes, boolean lengthIsTold, int status) throws Exception {
        for (var i = 0; i < TIMES; i++) {
            assertThat(post(path, lengthIsTold ? known(bytes) : unknown(bytes))).isEqualTo(status);
            assertThat(post("/api/v1/auth/things", BodyPublishers.ofString("{}")))
                    .as("request behind body %d", i)
                    .isEqualTo(400);
        }
    }

    @Test
    void givenABodyWithoutEnd_itIsRefusedAndTheConnectionGivenUp() throws Exception {
        assertThat(status(request("/api/v1/auth/nowhere").POST(known(20 * MEGABYTE))))
                .isIn(413, BROKEN);
        assertThat(get("/api/v1/anybody")).isEqualTo(200);
    }

    /// The status, or that the server hung up on the sender.
    private int status(HttpRequest.Builder request) throws InterruptedException {
        try {
            return send(request);
        } catch (IOException hungUp) {
            return BROKEN;
        }
    }

    private int post(String path, BodyPublisher body) throws IOException, InterruptedException {
        return send(request(path).POST(body));
    }

    private int get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
    }

    private static BodyPublisher known(int bytes) {
        return BodyPublishers.ofByteArray(new byte[bytes]);
    }

    private static BodyPublisher unknown(int bytes) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes]));
    }
}
