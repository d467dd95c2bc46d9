package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.StreamRules;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.exceptions.InvalidException;
import io.rsocket.exceptions.RejectedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/// The machinery over real sockets, seen by an independent client.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveStreamsTest {
    private final StreamFixture fixture = StreamFixture.with((_, _) -> List.of());
    private final Scripted scripted = fixture.scripted();

    @AfterAll
    void stop() {
        fixture.close();
    }

    Stream<TestClient.Way> ways() {
        return fixture.ways();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void givenAWatchedStream_aSnapshotComesFirstAndThenEachChange(TestClient.Way way) {
        var name = "state.live-" + way.webSocket() + way.mimeType().substring(12);
        var script = scripted.script(name).begin(7);
        try (var client = TestClient.connect(way)) {
            client.stream(name)
                    .as(StepVerifier::create)
                    .assertNext(frame -> {
                        assertThat(frame.get("stream").asString()).isEqualTo(name);
                        assertThat(frame.get("kind").asString()).isEqualTo("SNAPSHOT");
                        assertThat(frame.get("seq").asLong()).isEqualTo(7);
                        assertThat(frame.get("epoch").asLong()).isZero();
                        assertThat(frame.get("at").asString()).endsWith("Z");
                    })
                    .then(() -> script.set("a", 1))
                    .assertNext(frame -> {
                        assertThat(frame.get("kind").asString()).isEqualTo("DELTA");
                        assertThat(frame.get("prev_seq").asLong()).isEqualTo(7);
                        assertThat(frame.get("seq").asLong()).isEqualTo(8);
                        assertThat(frame.at("/data/values/a").asLong()).isEqualTo(1);
                    })
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenDemandOfOne_oneFrameComesAndNoMore() {
        var script = scripted.script("events.demand").begin(1);
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream("events.demand"), 0)
                    .expectSubscription()
                    .expectNoEvent(Duration.ofMillis(100))
                    .thenRequest(1)
                    .assertNext(frame -> assertThat(kind(frame)).isEqualTo("SNAPSHOT"))
                    .then(() -> IntStream.range(0, 10).forEach(i -> script.set("a", i)))
                    .expectNoEvent(Duration.ofMillis(100))
                    .thenRequest(3)
                    .expectNextCount(3)
                    .expectNoEvent(Duration.ofMillis(100))
                    .thenRequest(7)
                    .expectNextCount(7)
                    .expectNoEvent(Duration.ofMillis(100))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenAStateStream_whoFellBehindGetsTheNewestSnapshotInPlaceOfADelta() {
        var script = scripted.script("state.behind").begin(1);
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream("state.behind"), 1)
                    .expectNextCount(1)
                    .then(() -> IntStream.range(0, 100).forEach(i -> script.set("a", i)))
                    .then(() -> eventually(() -> script.seq() == 101))
                    .thenRequest(1)
                    .assertNext(frame -> {
                        assertThat(kind(frame)).isEqualTo("SNAPSHOT");
                        assertThat(frame.get("seq").asLong()).isEqualTo(101);
                    })
                    .thenRequest(1)
                    .then(() -> script.set("a", 7))
                    .assertNext(
                            frame -> assertThat(frame.get("prev_seq").asLong()).isEqualTo(101))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    /// Whatever the pace of either side: a client that applies deltas by the rule never sees a gap, and ends
    /// with the state that was published.
    @ParameterizedTest
    @MethodSource("seeds")
    void givenRandomPublishingAndRandomDemand_noGapIsEverSilent(long seed) {
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var name = "state.random-" + seed;
        var script = scripted.script(name).begin(1);
        try (var client = fixture.client()) {
            var seen = new Follower();
            var verifier = StepVerifier.create(client.stream(name).doOnNext(seen::apply), 0)
                    .expectSubscription();
            for (var round = 0; round < 40; round++) {
                var changes = random.nextInt(4);
                var credit = random.nextInt(3);
                verifier.then(() -> {
                    for (var i = 0; i < changes; i++) {
                        script.set("k" + random.nextInt(5), random.nextLong(1_000));
                    }
                });
                if (credit > 0) {
                    verifier.thenRequest(credit);
                }
            }
            verifier.then(script::over)
                    .thenRequest(Long.MAX_VALUE)
                    .thenConsumeWhile(_ -> true)
                    .expectComplete()
                    .verify(PATIENCE);

            assertThat(seen.state).isEqualTo(script.values());
            assertThat(seen.kinds.getLast()).isEqualTo("END");
        }
    }

    static Stream<Long> seeds() {
        return new Random(20261201).longs(8).boxed();
    }

    @Test
    void givenManySubscribers_aFrameIsEncodedOncePerFormat() {
        var script = scripted.script("state.once").begin(1);
        var ways = fixture.ways().flatMap(way -> Stream.of(way, way, way)).toList();
        var clients = ways.stream().map(TestClient::connect).toList();
        try {
            var before = new long[1];
            var waiting = new java.util.concurrent.atomic.AtomicInteger();
            Flux.fromIterable(clients)
                    .flatMap(client -> client.stream("state.once")
                            .index()
                            .doOnNext(frame -> {
                                if (frame.getT1() == 0 && waiting.incrementAndGet() == clients.size()) {
                                    before[0] = fixture.codec().framesEncoded();
                                    script.set("a", 1);
                                }
                            })
                            .take(2))
                    .then()
                    .as(StepVerifier::create)
                    .expectComplete()
                    .verify(PATIENCE);

            assertThat(fixture.codec().framesEncoded() - before[0]).isEqualTo(2);
        } finally {
            clients.forEach(TestClient::close);
        }
    }

    @Test
    void givenAClientThatReadsNothing_itCostsNothingAndNobodyElseWaits() {
        var script = scripted.script("state.stalled").begin(1);
        script.pad(2_000);
        try (var stalled = fixture.client();
                var good = fixture.client()) {
            var got = new ArrayList<Long>();
            var first = stalled.stream("state.stalled").doOnNext(frame -> got.add(seq(frame)));
            StepVerifier.create(first)
                    .expectNextCount(1)
                    .then(stalled::stall)
                    .then(() -> {
                        var before = scripted.handedOver.get();
                        follow(good, script, 2_000);
                        var toStalled = scripted.handedOver.get() - before - 2_000;
                        // what the kernel's buffers take, and a burst
                        assertThat(toStalled).isLessThan(400);
                    })
                    .then(stalled::readAgain)
                    .thenConsumeWhile(frame -> seq(frame) < script.seq())
                    .thenCancel()
                    .verify(PATIENCE);
            assertThat(got).isSorted();
        }
    }

    /// Each change is published when the one before was seen, so the good client needs all of them.
    private static void follow(TestClient good, Scripted.Script script, int changes) {
        StepVerifier.create(good.stream("state.stalled")
                        .doOnNext(_ -> script.set("a", script.seq()))
                        .take(changes))
                .expectNextCount(changes)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAClientThatVanishes_nothingOfItStays() {
        var script = scripted.script("state.vanish").begin(1);
        var client = fixture.client();
        var streams = Flux.range(0, 5).flatMap(_ -> client.stream("state.vanish"));
        StepVerifier.create(streams)
                .expectNextCount(5)
                .then(client::close)
                .expectError()
                .verify(PATIENCE);

        eventually(() -> fixture.metrics().subscriptions() == 0 && script.subscribers() == 0);
    }

    @Test
    void givenTheBufferedDeltas_aResumedClientGetsExactlyWhatItMissed() {
        var script = scripted.script("state.resume").begin(10);
        try (var client = fixture.client();
                var other = fixture.client()) {
            StepVerifier.create(other.stream("state.resume"))
                    .expectNextCount(1)
                    .then(() -> IntStream.range(0, 5).forEach(i -> script.set("a", i)))
                    .thenConsumeWhile(frame -> seq(frame) < 15)
                    .thenCancel()
                    .verify(PATIENCE);

            StepVerifier.create(client.resume("state.resume", 0, 12))
                    .assertNext(frame -> assertDelta(frame, 12, 13))
                    .assertNext(frame -> assertDelta(frame, 13, 14))
                    .assertNext(frame -> assertDelta(frame, 14, 15))
                    .then(() -> script.set("a", 9))
                    .assertNext(frame -> assertDelta(frame, 15, 16))
                    .thenCancel()
                    .verify(PATIENCE);
            StepVerifier.create(client.resume("state.resume", 0, 16))
                    .assertNext(frame -> assertThat(kind(frame)).isEqualTo("HEARTBEAT"))
                    .then(() -> script.set("a", 10))
                    .assertNext(frame -> assertDelta(frame, 16, 17))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @ParameterizedTest
    @MethodSource("lostPositions")
    void givenAPositionThatIsNotBuffered_resetComesAndThenASnapshot(long[] position) {
        var name = "state.lost-" + position[0] + "-" + position[1];
        var script = scripted.script(name).begin(10);
        var resets = fixture.count("war.stream.resets");
        try (var client = fixture.client()) {
            StepVerifier.create(client.resume(name, position[0], position[1]))
                    .assertNext(frame -> {
                        assertThat(kind(frame)).isEqualTo("RESET");
                        assertThat(frame.at("/data/last_seq").asLong()).isEqualTo(10);
                    })
                    .assertNext(frame -> assertThat(kind(frame)).isEqualTo("SNAPSHOT"))
                    .then(() -> script.set("a", 1))
                    .assertNext(frame -> assertDelta(frame, 10, 11))
                    .thenCancel()
                    .verify(PATIENCE);
        }
        assertThat(fixture.count("war.stream.resets")).isEqualTo(resets + 1);
    }

    static Stream<long[]> lostPositions() {
        return Stream.of(new long[] {0, 9}, new long[] {1, 10}, new long[] {0, 11});
    }

    @Test
    void givenNumberingAnew_aLiveClientIsReset() {
        var script = scripted.script("state.epoch").begin(10);
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream("state.epoch"))
                    .expectNextCount(1)
                    .then(script::numberAnew)
                    .assertNext(frame -> assertThat(kind(frame)).isEqualTo("RESET"))
                    .assertNext(frame -> {
                        assertThat(kind(frame)).isEqualTo("SNAPSHOT");
                        assertThat(frame.get("epoch").asLong()).isEqualTo(1);
                    })
                    .then(() -> script.set("a", 1))
                    .assertNext(frame -> assertDelta(frame, 0, 1))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenAnEventStream_nothingIsDroppedUntilTheBoundAndThenItIsResetWithTheCursor() {
        var script = scripted.script("events.lag").begin(1);
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream("events.lag"), 1)
                    .expectNextCount(1)
                    .then(() -> IntStream.range(0, 256).forEach(i -> script.set("a", i)))
                    .thenRequest(256)
                    .expectNextCount(256)
                    .then(() -> IntStream.range(0, 300).forEach(i -> script.set("a", i)))
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(ApplicationErrorException.class)
                            .hasMessage("RESET"))
                    .verify(PATIENCE);

            StepVerifier.create(client.resume("events.lag", 0, 257))
                    .expectNextCount(300)
                    .then(() -> script.set("a", 1))
                    .assertNext(frame -> assertDelta(frame, 557, 558))
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenTheEnd_itFollowsTheLastFrameAndNewcomersGetSnapshotAndEnd() {
        var script = scripted.script("events.over").begin(1);
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream("events.over").map(LiveStreamsTest::kind))
                    .expectNext("SNAPSHOT")
                    .then(() -> script.set("a", 1))
                    .then(script::over)
                    .expectNext("DELTA", "DELTA", "END")
                    .expectComplete()
                    .verify(PATIENCE);
            StepVerifier.create(client.stream("events.over"))
                    .assertNext(frame -> assertThat(kind(frame)).isEqualTo("SNAPSHOT"))
                    .assertNext(frame -> {
                        assertThat(kind(frame)).isEqualTo("END");
                        assertThat(frame.at("/data/code").asString()).isEqualTo("COMPLETED");
                        assertThat(frame.get("seq").asLong()).isEqualTo(3);
                    })
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenAnUnknownThingOrBadData_theErrorIsACode() {
        try (var client = fixture.client()) {
            StepVerifier.create(client.stream("missing.x"))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "NOT_FOUND"))
                    .verify(PATIENCE);
            StepVerifier.create(client.stream("no.such.route"))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "NOT_FOUND"))
                    .verify(PATIENCE);
            StepVerifier.create(client.stream("broken"))
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "INTERNAL_ERROR"))
                    .verify(PATIENCE);
            scripted.script("state.bad").begin(1);
            for (var data : List.<Object>of(
                    new byte[] {'{', 'x'},
                    Map.of("resume", Map.of("epoch", -1, "last_seq", 1)),
                    Map.of("resume", Map.of("epoch", 1)),
                    Map.of("resume", "yes"))) {
                StepVerifier.create(client.stream("state.bad", data))
                        .expectErrorSatisfies(error -> assertCode(error, InvalidException.class, "VALIDATION_FAILED"))
                        .verify(PATIENCE);
            }
        }
    }

    @Test
    void givenTooManySubscriptions_theNextIsRejectedUntilOneEnds() {
        scripted.script("state.many").begin(1);
        try (var client = fixture.client()) {
            var held = Flux.range(0, 32).flatMap(_ -> client.stream("state.many"), 32);
            StepVerifier.create(held)
                    .expectNextCount(32)
                    .then(() -> StepVerifier.create(client.stream("state.many"))
                            .expectErrorSatisfies(error -> assertCode(error, RejectedException.class, "RETRY_AFTER"))
                            .verify(PATIENCE))
                    .thenCancel()
                    .verify(PATIENCE);
            eventually(() -> fixture.metrics().subscriptions() == 0);
            StepVerifier.create(client.stream("state.many"))
                    .expectNextCount(1)
                    .thenCancel()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenTime_heartbeatsRepeatTheLastNumberAndIdleSubscribersAreLetGo() {
        var quick =
                new StreamRules(Duration.ofMillis(50), Duration.ofMillis(300), 256, 32, Duration.ZERO, Duration.ZERO);
        try (var hasty = new StreamFixture(quick, StreamFixture.SETTINGS, (_, _) -> List.of());
                var client = hasty.client()) {
            hasty.scripted().script("state.beat").begin(4);
            StepVerifier.create(client.stream("state.beat"), 3)
                    .expectNextCount(1)
                    .assertNext(frame -> {
                        assertThat(kind(frame)).isEqualTo("HEARTBEAT");
                        assertThat(frame.get("seq").asLong()).isEqualTo(4);
                    })
                    .expectNextCount(1)
                    .expectErrorSatisfies(error -> assertCode(error, ApplicationErrorException.class, "SLOW_CONSUMER"))
                    .verify(PATIENCE);
            assertThat(hasty.count("war.slow.consumers")).isEqualTo(1);
        }
    }

    static String kind(JsonNode frame) {
        return frame.get("kind").asString();
    }

    static long seq(JsonNode frame) {
        return frame.get("seq").asLong();
    }

    static void assertDelta(JsonNode frame, long prevSeq, long seq) {
        assertThat(kind(frame)).isEqualTo("DELTA");
        assertThat(frame.get("prev_seq").asLong()).isEqualTo(prevSeq);
        assertThat(frame.get("seq").asLong()).isEqualTo(seq);
    }

    static void assertCode(Throwable error, Class<? extends Throwable> type, String code) {
        assertThat(error).isInstanceOf(type).hasMessage(code);
    }

    static void eventually(BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(10))
                .filter(_ -> condition.getAsBoolean())
                .blockFirst(PATIENCE);
    }

    /// A client by the book.
    private static final class Follower {
        private final Map<String, Long> state = new HashMap<>();
        private final List<String> kinds = new ArrayList<>();
        private long last = -1;

        private void apply(JsonNode frame) {
            kinds.add(kind(frame));
            switch (kind(frame)) {
                case "SNAPSHOT" -> {
                    state.clear();
                    take(frame);
                }
                case "DELTA" -> {
                    assertThat(frame.get("prev_seq").asLong()).isEqualTo(last);
                    take(frame);
                }
                default -> assertThat(seq(frame)).isEqualTo(last);
            }
        }

        private void take(JsonNode frame) {
            frame.at("/data/values")
                    .properties()
                    .forEach(value -> state.put(value.getKey(), value.getValue().asLong()));
            last = seq(frame);
        }
    }
}
