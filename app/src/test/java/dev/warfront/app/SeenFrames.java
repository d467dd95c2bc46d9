package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.wire.Addresses;
import dev.warfront.bench.wire.Frame;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.Transport;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/// The streams of a war to their end, and what the frames that docs/viewer.md shows have in common with theirs: none
/// has a field that a real one of its kind had not.
final class SeenFrames implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BATTLE = "battle.";

    private final Map<String, Set<String>> fields = new ConcurrentHashMap<>();
    private final CountDownLatch begun = new CountDownLatch(2);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final RSocketConnection connection;

    /// Returns when both have begun.
    SeenFrames(Addresses program, String war) throws InterruptedException {
        connection = RSocketConnection.open(program, Transport.TCP_JSON);
        var _ = Flux.merge(stream(war + ".phase"), stream(war + ".score"))
                .doOnTerminate(ended::countDown)
                .subscribe(this::see, _ -> {});
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private Flux<Frame> stream(String route) {
        var frames = connection.stream(route, Optional.empty());
        return frames.switchOnFirst((_, all) -> {
            begun.countDown();
            return all;
        });
    }

    private void see(Frame frame) {
        var data = frame.data();
        if (data != null) {
            fields.computeIfAbsent(kind(frame.stream(), frame.kind().name()), _ -> ConcurrentHashMap.newKeySet())
                    .addAll(names(data));
        }
    }

    /// Of the war alone.
    void assertShown() throws InterruptedException {
        assertThat(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        var shown = shown().stream()
                .filter(frame -> !frame.path("stream").asString().startsWith(BATTLE))
                .filter(frame -> !Set.of("RESET", "HEARTBEAT")
                        .contains(frame.path("kind").asString()))
                .toList();
        assertThat(shown)
                .hasSizeGreaterThan(4)
                .allSatisfy(frame -> assertThat(fields.getOrDefault(
                                kind(
                                        frame.path("stream").asString(),
                                        frame.path("kind").asString()),
                                Set.of()))
                        .as("%s", frame)
                        .containsAll(names(frame.path("data"))));
    }

    private static List<JsonNode> shown() {
        return Snippet.all().stream()
                .filter(block -> block.language().equals("json") && block.text().startsWith("{\"stream\""))
                .flatMap(block -> block.text().lines())
                .map(Wire.JSON::readTree)
                .toList();
    }

    /// The last word of the stream, and the kind.
    private static String kind(String stream, String kind) {
        return stream.substring(stream.lastIndexOf('.') + 1) + " " + kind;
    }

    private static Set<String> names(JsonNode data) {
        return new TreeSet<>(data.propertyNames());
    }

    @Override
    public void close() {
        connection.close();
    }
}
