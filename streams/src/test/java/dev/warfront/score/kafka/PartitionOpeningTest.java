package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.WarId;
import dev.warfront.score.DeduplicationWindows;
import dev.warfront.score.Ledger;
import dev.warfront.score.ReviewBounds;
import dev.warfront.score.ScoreWorld;
import dev.warfront.score.SeenBound;
import dev.warfront.score.postgres.LedgerAudits;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/// What becomes of other partitions while one is opened.
class PartitionOpeningTest {
    private static final int EVENTS = 50;

    private final PipelineFixture pipelines = new PipelineFixture();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Sinks.Empty<Void> read = Sinks.empty();
    private final AtomicInteger refusals = new AtomicInteger();

    @BeforeEach
    void sayTheSeed() {
        System.out.println("seed " + seed);
    }

    @AfterEach
    void stop() {
        pipelines.stop();
    }

    @Test
    void givenAPartitionThatTakesLongToOpen_othersOfTheSameLoopGoOn_andItFollows() {
        var slow = pipelines.world.newWar();
        var quick = inOtherPartitionOfTheSameLoop(slow);
        owner(slow, 0);

        send(slow);
        send(quick);

        assertThat(pipelines.settled(quick, EVENTS).accepted()).isEqualTo(EVENTS);
        assertThat(pipelines.audit(slow).rows()).isZero();
        read.tryEmitEmpty();
        assertThat(pipelines.settled(slow, EVENTS).accepted()).isEqualTo(EVENTS);
        assertThat(pipelines.audit(slow)).matches(LedgerAudits.Audit::sound);
    }

    @Test
    void givenAPartitionThatCannotBeRead_itIsTriedAgain() {
        var war = pipelines.world.newWar();
        read.tryEmitEmpty();
        owner(war, 2);

        send(war);

        assertThat(pipelines.settled(war, EVENTS).accepted()).isEqualTo(EVENTS);
        assertThat(refusals).hasValue(2);
    }

    @Test
    void givenAPartitionThatCannotBeOpened_aStopEndsIt_andWhatIsAssignedAfterwardsIsNothing() {
        var never = (Ledger) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Ledger.class},
                (_, _, _) -> Mono.error(new IllegalStateException("refused")));
        var opener = opener(never);
        opener.add(new AssignedPartition(3));

        StepVerifier.create(opener.opened()).then(opener::stop).expectComplete().verify(PipelineFixture.PATIENCE);

        opener.add(new AssignedPartition(4));
    }

    @Test
    void givenPartitionsThatAreLostWhileTheyAreRead_theNextIsOpenedAtOnce() {
        var slow = (Ledger) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Ledger.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "start" -> Mono.just(new Ledger.Start(0, 0));
                    case "seenEvents" -> arguments[0].equals(9) ? Flux.empty() : Flux.never();
                    default -> throw new IllegalStateException(method.getName());
                });
        var opener = opener(slow);
        var lost = IntStream.range(0, 4).mapToObj(AssignedPartition::new).toList();
        var next = new AssignedPartition(9);
        lost.forEach(opener::add);
        opener.add(next);

        StepVerifier.create(opener.opened().filter(AssignedPartition::owned))
                .then(() -> lost.forEach(AssignedPartition::disown))
                .expectNext(next)
                .then(opener::stop)
                .expectComplete()
                .verify(PipelineFixture.PATIENCE);
    }

    private PartitionOpener opener(Ledger ledger) {
        return new PartitionOpener(
                ledger,
                new FeedTail(ledger, pipelines.feed),
                new DeduplicationWindows(ScoreWorld.WINDOW, new SeenBound(10_000, 1)),
                new ReviewBounds(0, 0, 0));
    }

    /// An owner that reads what may be repeated in the war's partition only when it may, and fails before.
    private void owner(WarId war, int failures) {
        var ledger = (Ledger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Ledger.class}, (_, method, arguments) -> {
                    try {
                        var answer = method.invoke(pipelines.ledger, arguments);
                        return method.getName().equals("seenEvents") && arguments[0].equals(partitionOf(war))
                                ? read.asMono().thenMany(failing(failures)).thenMany((Flux<?>) answer)
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        pipelines.owner(pipelines.transactions, ledger, pipelines.live, pipelines.feed, pipelines.push);
    }

    private Flux<Void> failing(int failures) {
        return Flux.defer(() -> refusals.get() < failures
                ? Flux.error(new IllegalStateException("refused " + refusals.incrementAndGet()))
                : Flux.empty());
    }

    private WarId inOtherPartitionOfTheSameLoop(WarId war) {
        return Stream.generate(pipelines.world::newWar)
                .filter(other ->
                        partitionOf(other) != partitionOf(war) && (partitionOf(other) - partitionOf(war)) % 2 == 0)
                .findFirst()
                .orElseThrow();
    }

    private static int partitionOf(WarId war) {
        return ScoreTopics.partitionOf(war.value().toString().getBytes(StandardCharsets.UTF_8));
    }

    private void send(WarId war) {
        pipelines.send(IntStream.range(0, EVENTS)
                .mapToObj(_ -> pipelines.signed(PipelineFixture.kill(war, random)))
                .toList());
    }
}
