package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.RULES;
import static dev.warfront.kernel.rsocket.StreamFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Role;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.exceptions.ConnectionCloseException;
import io.rsocket.exceptions.ConnectionErrorException;
import io.rsocket.exceptions.RejectedSetupException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.tcp.TcpClient;
import reactor.test.StepVerifier;

/// Connections: which are let in, how many, what may come over them, and how they are let go.
@Execution(ExecutionMode.CONCURRENT)
class StreamServerTest extends StreamsOverSockets {
    private static final UUID SERVER = UUID.fromString("00000000-0000-7000-8000-00000000000a");

    StreamServerTest() {
        super(new Echo());
    }

    @Test
    void givenAnUnknownFormat_theSetupIsRejected() {
        try (var client = TestClient.connect(fixture.tcp("text/plain"))) {
            StepVerifier.create(client.onClose())
                    .expectErrorSatisfies(
                            error -> assertCode(error, RejectedSetupException.class, "UNSUPPORTED_DATA_TYPE"))
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenAChannel_noMoreBatchesAreInFlightThanAllowed() {
        try (var client =
                TestClient.connect(fixture.tcp("application/json").with(token(SERVER, Role.GAME_SERVER, 60)))) {
            var sent = new AtomicInteger();
            var items = Flux.range(0, 100).map(i -> Map.of("i", i)).doOnNext(_ -> sent.incrementAndGet());
            StepVerifier.create(client.channel("echo", items), 1)
                    .expectNextCount(1)
                    .then(() -> eventually(() -> sent.get() >= 4))
                    .expectNoEvent(Duration.ofMillis(200))
                    .then(() -> assertThat(sent.get()).isLessThanOrEqualTo(1 + 4 + 3))
                    .thenRequest(Long.MAX_VALUE)
                    .expectNextCount(99)
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenTooManyConnections_theNextIsRejectedUntilOneCloses() {
        var two = StreamFixture.settings(2, StreamFixture.LIMITS);
        try (var small = new StreamFixture(RULES, two, (_, _) -> List.of())) {
            small.scripted().script("state.x").begin(1);
            var first = small.client();
            try (var second = TestClient.connect(small.webSocket("application/json"))) {
                assertServed(first);
                assertServed(second);
                try (var third = small.client()) {
                    StepVerifier.create(third.onClose())
                            .expectErrorSatisfies(
                                    error -> assertCode(error, RejectedSetupException.class, "RETRY_AFTER"))
                            .verify(PATIENCE);
                }
                assertServed(second);
                assertThat(small.count("war.stream.connections.refused")).isEqualTo(1);
                first.close();
                eventually(() -> small.metrics().connections() == 1);
            }
            eventually(() ->
                    small.metrics().connections() == 0 && small.admission().taken() == 0);
        }
    }

    private static void assertServed(TestClient client) {
        StepVerifier.create(client.stream("state.x"))
                .expectNextCount(1)
                .thenCancel()
                .verify(PATIENCE);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void givenALargeBatchOfOneWhoIsSignedIn_itIsTakenInFragments(TestClient.Way way) {
        var large = "x".repeat(200_000);
        try (var client = TestClient.connect(way.with(token(SERVER, Role.GAME_SERVER, 60)))) {
            StepVerifier.create(client.channel("echo", Flux.range(0, 3).map(i -> Map.of("i", i, "a", large))))
                    .recordWith(ArrayList::new)
                    .expectNextCount(3)
                    .consumeRecordedWith(answers -> assertThat(answers)
                            .allSatisfy(answer ->
                                    assertThat(answer.get("a").asString()).isEqualTo(large)))
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void givenALargeRequestOfNobody_theConnectionEnds(TestClient.Way way) {
        try (var client = TestClient.connect(way)) {
            client.stream("state.large", Map.of("a", "x".repeat(20_000))).subscribe(_ -> {}, _ -> {});
            StepVerifier.create(client.onClose())
                    .expectErrorSatisfies(
                            error -> assertCode(error, ConnectionErrorException.class, "PAYLOAD_TOO_LONG"))
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenAnOversizedFrame_theConnectionIsClosedAndOthersLive() {
        fixture.scripted().script("state.size").begin(1);
        try (var client = fixture.client()) {
            StepVerifier.create(TcpClient.newConnection()
                            .host("127.0.0.1")
                            .port(fixture.tcp("").port())
                            .connect()
                            .flatMap(StreamServerTest::sendHugeFrame))
                    .expectComplete()
                    .verify(PATIENCE);
            StepVerifier.create(client.stream("state.size"))
                    .expectNextCount(1)
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    /// Announces a frame of 16 MB and sends the start of it.
    private static Mono<Void> sendHugeFrame(Connection connection) {
        var start = new byte[1 << 16];
        start[0] = start[1] = start[2] = (byte) 0xff;
        return connection
                .outbound()
                .sendByteArray(Mono.just(start))
                .then()
                .onErrorComplete()
                .then(connection.onDispose().onErrorComplete());
    }

    @Test
    void givenASilentConnection_itIsClosedWithoutASetupInTime() {
        StepVerifier.create(TcpClient.newConnection()
                        .host("127.0.0.1")
                        .port(fixture.tcp("").port())
                        .connect()
                        .flatMap(Connection::onDispose))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenTheStop_streamsEndThenConnectionsCloseAndNobodyIsLetIn() {
        var stopping = StreamFixture.with((_, _) -> List.of(new Echo()));
        try (var client = TestClient.connect(
                        stopping.webSocket("application/cbor").with(token(SERVER, Role.GAME_SERVER, 60)));
                var hungry = stopping.client()) {
            stopping.scripted().script("state.stop").begin(1);
            var ended = client.stream("state.stop")
                    .map(frame -> kind(frame) + frame.path("data").path("code").asString(""));
            var withoutDemand = hungry.stream("state.stop");
            var channel = client.channel("echo", Flux.just(Map.of("a", 1)).concatWith(Flux.never()));
            StepVerifier.create(withoutDemand, 1)
                    .expectNextCount(1)
                    .then(() -> StepVerifier.create(channel)
                            .expectNextCount(1)
                            .then(() -> StepVerifier.create(ended)
                                    .expectNext("SNAPSHOT")
                                    .then(() -> stopping.stop().subscribe())
                                    .expectNext("ENDSHUTDOWN")
                                    .expectComplete()
                                    .verify(PATIENCE))
                            .expectComplete()
                            .verify(PATIENCE))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "SHUTDOWN"))
                    .verify(PATIENCE);
            StepVerifier.create(hungry.onClose())
                    .expectErrorSatisfies(error -> assertCode(error, ConnectionCloseException.class, "SHUTDOWN"))
                    .verify(PATIENCE);
            eventually(() -> stopping.metrics().connections() == 0);
        } finally {
            stopping.close();
        }
    }

    @Test
    void givenManyConnectionsThatComeAndGo_noneIsLeftBehind() {
        fixture.scripted().script("state.churn").begin(1);
        var before = fixture.metrics().connections();
        IntStream.range(0, 50).parallel().forEach(i -> {
            try (var client = TestClient.connect(
                    i % 2 == 0 ? fixture.tcp("application/json") : fixture.webSocket("application/cbor"))) {
                StepVerifier.create(client.stream("state.churn"))
                        .expectNextCount(1)
                        .thenCancel()
                        .verify(PATIENCE);
            }
        });
        eventually(() ->
                fixture.metrics().connections() <= before && fixture.metrics().subscriptions() == 0);
    }
}
