package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.WarId;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.score.Ledger;
import dev.warfront.score.LogPositions;
import dev.warfront.score.postgres.LedgerAudits;
import dev.warfront.score.postgres.ScoresOnPostgres;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Partitions that change hands while some of them are paused.
class RebalanceTest {
    private static final int EVENTS = 100;

    private final PipelineFixture pipelines = new PipelineFixture();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Sinks.Empty<Void> opened = Sinks.empty();
    private final Map<WarId, Integer> sent = new HashMap<>();

    @AfterEach
    void stop() {
        pipelines.stop();
    }

    @Test
    void givenAPausedPartitionInARebalance_nothingIsLostAndNothingCountedTwice() {
        var wars = Stream.generate(pipelines.world::newWar).limit(12).toList();
        var paused = wars.getFirst();
        var first = slowToOpen(paused);
        send(wars);
        wars.stream()
                .filter(war -> partitionOf(war) != partitionOf(paused))
                .forEach(war -> pipelines.settled(war, sent(war)));

        var second = slowToOpen(paused);
        send(wars);
        second.dispose();
        send(wars);
        slowToOpen(paused);
        send(wars);
        opened.tryEmitEmpty();
        first.dispose();
        send(wars);

        for (var war : wars) {
            var stats = pipelines.settled(war, sent(war));
            assertThat(stats.accepted()).as("seed %d", seed).isEqualTo(5 * EVENTS);
            assertThat(stats.accepted() + stats.duplicates()).isEqualTo(sent(war));
            assertThat(pipelines.audit(war)).matches(LedgerAudits.Audit::sound);
        }
    }

    @Test
    void givenOffsetsThatAreNotKnownInTime_itsPartitionsBeginWhenTheyAre() {
        var wars = Stream.generate(pipelines.world::newWar).limit(4).toList();
        var first = pipelines.owner();
        send(wars);
        wars.forEach(war -> pipelines.settled(war, sent(war)));
        first.dispose();
        var asked = Sinks.empty();
        pipelines.positions = late(asked);
        pipelines.owner();

        asked.asMono().block(PipelineFixture.PATIENCE);
        send(wars);
        opened.tryEmitEmpty();

        for (var war : wars) {
            assertThat(pipelines.settled(war, sent(war)).accepted())
                    .as("seed %d", seed)
                    .isEqualTo(2 * EVENTS);
            assertThat(pipelines.audit(war)).matches(LedgerAudits.Audit::sound);
        }
    }

    /// Answers when it may.
    private LogPositions late(Sinks.Empty<?> asked) {
        var stored = ScoresOnPostgres.logPositions();
        return new LogPositions() {
            @Override
            public Mono<Map<Integer, Position>> of(Collection<Integer> partitions) {
                return Mono.fromRunnable(asked::tryEmitEmpty)
                        .then(opened.asMono())
                        .then(stored.of(partitions));
            }

            @Override
            public Mono<Void> begin(Map<Integer, Long> offsets, UUID log) {
                return stored.begin(offsets, log);
            }
        };
    }

    /// An owner that opens the war's partition only when it may.
    private Disposable slowToOpen(WarId war) {
        var ledger = (Ledger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Ledger.class}, (_, method, arguments) -> {
                    var answer = method.invoke(pipelines.ledger, arguments);
                    return method.getName().equals("seenEvents") && arguments[0].equals(partitionOf(war))
                            ? opened.asMono().thenMany((Flux<?>) answer)
                            : answer;
                });
        return pipelines.owner(pipelines.transactions, ledger, pipelines.live, pipelines.feed, pipelines.push);
    }

    /// So many events of each war, one in four twice.
    private void send(List<WarId> wars) {
        var records = new ArrayList<KafkaRecord>();
        for (var war : wars) {
            for (var i = 0; i < EVENTS; i++) {
                var record = pipelines.signed(PipelineFixture.kill(war, random));
                var times = random.nextInt(4) == 0 ? 2 : 1;
                records.addAll(Collections.nCopies(times, record));
                sent.merge(war, times, Integer::sum);
            }
        }
        pipelines.send(records);
    }

    private int sent(WarId war) {
        return sent.getOrDefault(war, 0);
    }

    private static int partitionOf(WarId war) {
        return ScoreTopics.partitionOf(war.value().toString().getBytes(StandardCharsets.UTF_8));
    }
}
