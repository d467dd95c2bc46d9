package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.MutableClock;
import dev.warfront.score.InMemoryPartitionStops;
import dev.warfront.score.Ledger;
import dev.warfront.score.PartitionStop;
import dev.warfront.score.RawRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Isolated
class StoppedPartitionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration A_LOOK = Duration.ofSeconds(2);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T12:00:00Z"));
    private final InMemoryPartitionStops stops = new InMemoryPartitionStops();
    private final Ledger ledger = (Ledger) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Ledger.class}, (_, method, arguments) -> {
                if (!method.getName().equals("start")) {
                    throw new IllegalStateException(method.getName());
                }
                return Mono.fromSupplier(() -> new Ledger.Start(stops.next((Integer) arguments[0]), 0));
            });
    private final StoppedPartitions stopped = new StoppedPartitions(stops, ledger, new SimpleMeterRegistry(), clock);
    private final AssignedPartition ownership = new AssignedPartition(3);

    @BeforeEach
    void stop() {
        stops.moveTo(3, 40);
        stopped.add(
                ownership,
                new StoppedPartition(3, PartitionStop.Reason.REFUSED, 40, "why"),
                null,
                new RawRecord(null, null, Map.of()));
    }

    private StepVerifier.Step<Void> looking() {
        return StepVerifier.withVirtualTime(stopped::run).expectSubscription();
    }

    private boolean stored() {
        return stops.lock(3).blockOptional(PATIENCE).isPresent();
    }

    @Test
    void givenAStop_itIsStored_andThePartitionStaysWhereItIs() {
        looking()
                .thenAwait(A_LOOK.multipliedBy(5))
                .then(() -> assertThat(stored()).isTrue())
                .then(() -> assertThat(ownership.owned()).isTrue())
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenARecordThatAnAdministratorSkipped_onWhateverNode_thePartitionIsBegunAnew() {
        looking()
                .thenAwait(A_LOOK)
                .then(() -> stops.moveTo(3, 41))
                .thenAwait(A_LOOK)
                .then(() -> assertThat(ownership.owned()).isFalse())
                .then(() -> assertThat(stopped.health().getStatus()).isEqualTo(Status.UP))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenAMinute_thePartitionIsTriedAgain_andIsDownUntilSomethingOfItIsStored() {
        looking()
                .thenAwait(A_LOOK)
                .then(() -> clock.advance(Duration.ofSeconds(61)))
                .thenAwait(A_LOOK)
                .then(() -> assertThat(ownership.owned()).isFalse())
                .then(() -> assertThat(stopped.health().getStatus()).isEqualTo(Status.DOWN))
                .then(() -> stopped.goesOn(3))
                .thenAwait(A_LOOK)
                .then(() -> assertThat(stopped.health().getStatus()).isEqualTo(Status.UP))
                .then(() -> assertThat(stored()).isFalse())
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenAPartitionThatAnotherNodeOwnsNow_itIsForgotten_andItsStopStays() {
        looking()
                .thenAwait(A_LOOK)
                .then(ownership::disown)
                .then(() -> clock.advance(Duration.ofSeconds(61)))
                .thenAwait(A_LOOK)
                .then(() -> assertThat(stopped.isStopped(3)).isFalse())
                .then(() -> assertThat(stored()).isTrue())
                .thenCancel()
                .verify(PATIENCE);
    }
}
