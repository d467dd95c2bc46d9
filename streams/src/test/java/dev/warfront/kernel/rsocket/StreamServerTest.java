package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.RULES;
import static dev.warfront.kernel.rsocket.StreamFixture.SETTINGS;
import static dev.warfront.kernel.rsocket.StreamFixture.token;
import static dev.warfront.kernel.rsocket.StreamsOverSockets.assertCode;
import static dev.warfront.kernel.rsocket.StreamsOverSockets.eventually;
import static dev.warfront.kernel.rsocket.StreamsOverSockets.kind;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.StreamRules;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.exceptions.ConnectionCloseException;
import io.rsocket.exceptions.ConnectionErrorException;
import io.rsocket.exceptions.InvalidException;
import io.rsocket.exceptions.RejectedSetupException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.tcp.TcpClient;
import reactor.test.StepVerifier;

/// Connections: who is let in, on whose behalf, how many, and how they are let go.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class StreamServerTest {
    private static final UUID SERVER = UUID.fromString("00000000-0000-7000-8000-00000000000a");

    private final Echo echo = new Echo();
    private final StreamFixture fixture = StreamFixture.with((_, _) -> List.of(echo, new ServersOnly()));

    /// A private channel that answers who asks, and holds what it got until it is let go.
    @Controller
    @Allow
    static final class Echo {
        private final AtomicInteger taken = new AtomicInteger();

        @MessageMapping("echo")
        Flux<byte[]> echo(@Payload Flux<byte[]> items) {
            return Flux.deferContextual(context -> {
                var connection = ClientConnection.of(context);
                return items.doOnNext(_ -> taken.incrementAndGet())
                        .takeUntilOther(connection.closing())
                        .takeUntilOther(
                                connection.expired().then(Mono.error(() -> RSocketErrors.with("TOKEN_EXPIRED"))));
            });
        }
    }

    /// As the other, for game servers alone.
    static final class ServersOnly {
        @MessageMapping("servers")
        @Allow(Role.GAME_SERVER)
        Flux<byte[]> echo(@Payload Flux<byte[]> items) {
            return Flux.deferContextual(context -> items.takeUntilOther(ClientConnection.of(context)
                    .expired()
                    .then(Mono.error(() -> RSocketErrors.with("TOKEN_EXPIRED")))));
        }
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    Stream<TestClient.Way> ways() {
        return fixture.ways();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void givenATokenInSetup_theConnectionHasItsCaller(TestClient.Way way) {
        try (var client = TestClient.connect(way.with(token(SERVER, Role.GAME_SERVER, 60)))) {
            StepVerifier.create(client.channel("echo", Flux.just(Map.of("a", 1))))
                    .assertNext(answer -> assertThat(answer.get("a").asInt()).isEqualTo(1))
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void givenABadTokenInSetup_theConnectionIsRejected(TestClient.Way way) {
        try (var client = TestClient.connect(way.with("forged"))) {
            StepVerifier.create(client.onClose())
                    .expectErrorSatisfies(error -> assertCode(error, RejectedSetupException.class, "UNAUTHENTICATED"))
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenNoToken_publicStreamsAreOpenAndPrivateOnesAreNot() {
        fixture.scripted().script("state.public").begin(1);
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream("state.public"))
                    .expectNextCount(1)
                    .thenCancel()
                    .verify(PATIENCE);
            StepVerifier.create(client.channel("echo", Flux.just(Map.of())))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "FORBIDDEN"))
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenASessionThatIsOver_itsNextPrivateRequestIsRefused_andWhatIsPrivateEnds() {
        var account = UUID.randomUUID();
        try (var client = TestClient.connect(fixture.tcp("application/json").with(token(account, Role.PLAYER, 60)))) {
            StepVerifier.create(client.channel("echo", Flux.just(Map.of("a", 1)).concatWith(Flux.never())))
                    .expectNextCount(1)
                    .then(() -> fixture.change(account))
                    .then(() -> StepVerifier.create(client.channel("echo", Flux.just(Map.of())))
                            .expectErrorSatisfies(
                                    error -> assertCode(error, ApplicationErrorException.class, "FORBIDDEN"))
                            .verify(PATIENCE))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "TOKEN_EXPIRED"))
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenASessionThatEndsOnAnotherNode_itsConnectionsStreamsEnd_andThoseOfOthersGoOn() {
        var account = UUID.randomUUID();
        var script = fixture.scripted().script("state.watched").begin(1);
        try (var client = TestClient.connect(fixture.tcp("application/json").with(token(account, Role.PLAYER, 60)));
                var other = TestClient.connect(
                        fixture.webSocket("application/json").with(token(UUID.randomUUID(), Role.PLAYER, 60)));
                var nobody = fixture.client()) {
            var goOn = Flux.merge(other.stream("state.watched"), nobody.stream("state.watched"));
            StepVerifier.create(goOn)
                    .expectNextCount(2)
                    .then(() -> StepVerifier.create(client.channel(
                                            "echo", Flux.just(Map.of("a", 1)).concatWith(Flux.never()))
                                    .materialize()
                                    .mergeWith(client.stream("state.watched").materialize())
                                    .filter(signal -> signal.isOnError()
                                            || (signal.get() != null
                                                    && signal.get().has("kind"))))
                            .expectNextCount(1)
                            .then(() -> fixture.end(account))
                            .recordWith(ArrayList::new)
                            .expectNextCount(2)
                            .consumeRecordedWith(ends -> assertThat(ends)
                                    .anySatisfy(end ->
                                            assertThat(end.getThrowable()).hasMessage("TOKEN_EXPIRED"))
                                    .anySatisfy(end -> assertThat(String.valueOf(end.get()))
                                            .contains("END", "TOKEN_EXPIRED")))
                            .expectComplete()
                            .verify(PATIENCE))
                    .then(() -> script.set("a", 1))
                    .expectNextCount(2)
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenARoleThatTheAccountLost_theNextRequestThatNeedsItIsRefused() {
        var account = UUID.randomUUID();
        try (var client =
                TestClient.connect(fixture.tcp("application/json").with(token(account, Role.GAME_SERVER, 60)))) {
            StepVerifier.create(client.channel("servers", Flux.just(Map.of("a", 1))))
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(PATIENCE);
            fixture.change(account, Role.PLAYER);
            StepVerifier.create(client.channel("servers", Flux.just(Map.of())))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "FORBIDDEN"))
                    .verify(PATIENCE);
        }
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
    void givenAnExpiringToken_whatIsPrivateEndsUnlessItIsRenewed() {
        var noGrace = new StreamRules(RULES.heartbeat(), RULES.noDemand(), 256, 32, Duration.ZERO, Duration.ZERO);
        try (var strict = new StreamFixture(noGrace, SETTINGS, (_, _) -> List.of(new Echo()));
                var kept = TestClient.connect(strict.tcp("application/json").with(token(SERVER, Role.GAME_SERVER, 2)));
                var lost =
                        TestClient.connect(strict.tcp("application/json").with(token(SERVER, Role.GAME_SERVER, 60)))) {
            strict.scripted().script("state.public").begin(1);
            StepVerifier.create(kept.ask("auth.renew", Map.of("access_token", token(SERVER, Role.GAME_SERVER, 60))))
                    .assertNext(answer ->
                            assertThat(answer.get("expires_at").asString()).endsWith("Z"))
                    .expectComplete()
                    .verify(PATIENCE);
            var expiring = Map.of("access_token", token(SERVER, Role.GAME_SERVER, 2));
            StepVerifier.create(lost.channel("echo", Flux.just(Map.of("a", 1)).concatWith(Flux.never())))
                    .expectNextCount(1)
                    .then(() -> lost.ask("auth.renew", expiring).block(PATIENCE))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "TOKEN_EXPIRED"))
                    .verify(PATIENCE);
            StepVerifier.create(lost.stream("state.public"))
                    .expectNextCount(1)
                    .thenCancel()
                    .verify(PATIENCE);
            StepVerifier.create(kept.channel("echo", Flux.just(Map.of("a", 1))))
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenARenewal_itMustBeGoodAndOfTheSameCaller() {
        try (var client =
                TestClient.connect(fixture.tcp("application/json").with(token(SERVER, Role.GAME_SERVER, 60)))) {
            StepVerifier.create(client.ask("auth.renew", Map.of("access_token", "forged")))
                    .expectErrorSatisfies(
                            error -> assertCode(error, ApplicationErrorException.class, "UNAUTHENTICATED"))
                    .verify(PATIENCE);
            var others = token(UUID.fromString("00000000-0000-7000-8000-00000000000b"), Role.GAME_SERVER, 60);
            StepVerifier.create(client.ask("auth.renew", Map.of("access_token", others)))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "FORBIDDEN"))
                    .verify(PATIENCE);
            StepVerifier.create(client.ask("auth.renew", Map.of()))
                    .expectErrorSatisfies(error -> assertCode(error, InvalidException.class, "VALIDATION_FAILED"))
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenARenewalAfterARoleWasLost_itIsTaken_andWhatWasBegunByThatRoleEnds() {
        var account = UUID.fromString("00000000-0000-7000-8000-00000000000c");
        try (var client =
                TestClient.connect(fixture.tcp("application/json").with(token(account, Role.GAME_SERVER, 60)))) {
            var lesser = Map.of("access_token", token(account, Role.PLAYER, 60));
            StepVerifier.create(
                            client.channel("servers", Flux.just(Map.of("a", 1)).concatWith(Flux.never())))
                    .expectNextCount(1)
                    .then(() -> StepVerifier.create(client.ask("auth.renew", lesser))
                            .expectNextCount(1)
                            .expectComplete()
                            .verify(PATIENCE))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "TOKEN_EXPIRED"))
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
