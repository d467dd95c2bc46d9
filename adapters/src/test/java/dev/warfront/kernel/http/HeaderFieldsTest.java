package dev.warfront.kernel.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Allow;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// How many fields the head of a request may have, on a real server.
@Timeout(60)
class HeaderFieldsTest {
    private static final String HEAD = "GET /api/v1/fields HTTP/1.1\r\nHost: x\r\n";
    private static final int MAX = 100;

    private final HttpServer server = HttpServer.of(new Fields());
    private final HttpSockets sockets = new HttpSockets(server.address());

    @AfterEach
    void close() throws IOException {
        sockets.close();
        server.close();
    }

    @Test
    void givenAsManyFieldsAsThereMayBe_itIsAnswered() throws IOException {
        assertThat(answers(HEAD + fields(MAX - 2) + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("answered;");
    }

    @Test
    void givenOneMore_itIsRefused_andNothingBehindItIsAnswered() throws IOException {
        assertThat(answers(HEAD + fields(MAX) + "\r\n" + HEAD + "\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .doesNotContain("answered;");
    }

    @Test
    void givenOneMoreBehindAnotherRequest_thatOneIsAnsweredFirst() throws IOException {
        assertThat(answers(HEAD + "\r\n" + HEAD + fields(MAX) + "\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .containsSubsequence("answered;", "HTTP/1.1 431 ");
    }

    /// Of one byte each in name and value.
    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(_ -> "a: b\r\n").collect(Collectors.joining());
    }

    private String answers(String requests) throws IOException {
        var socket = sockets.open(1);
        HttpSockets.send(socket, requests);
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    @RestController
    static final class Fields {
        @GetMapping("/api/v1/fields")
        @Allow(everyone = true)
        Mono<String> fields() {
            return Mono.just("answered;");
        }
    }
}
