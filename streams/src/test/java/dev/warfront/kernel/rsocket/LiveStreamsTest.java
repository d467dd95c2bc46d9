package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/// The machinery over real sockets, seen by an independent client: what it is sent, at whatever pace it reads.
@Execution(ExecutionMode.CONCURRENT)
class LiveStreamsTest extends StreamsOverSockets {
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
