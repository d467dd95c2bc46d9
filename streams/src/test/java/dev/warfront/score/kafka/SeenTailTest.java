package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.score.BatchDecision;
import dev.warfront.score.Ledger;
import dev.warfront.score.RefusedRows;
import dev.warfront.score.SeenEvent;
import dev.warfront.score.SeenStretch;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SeenTailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ENOUGH = 8_192;

    private final List<SeenStretch> kept = new ArrayList<>();
    private boolean isAway;

    private final Ledger ledger = (Ledger) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Ledger.class},
            (_, method, arguments) -> switch (method.getName()) {
                case "keep" ->
                    isAway ? Mono.error(new IllegalStateException("away")) : kept((SeenStretch) arguments[0]);
                default -> throw new IllegalStateException(method.getName());
            });

    private final SeenTail tail = new SeenTail(ledger);

    @Test
    void givenCommits_whatIsLongEnoughIsKept_oneStretchBehindTheOther() {
        tail.add(List.of(commit(3, 0, 5_000), commit(4, 100, 200)));
        tail.add(List.of(commit(3, 5_000, 9_000)));
        tail.add(List.of(commit(3, 9_000, 9_010)));
        tail.add(List.of(commit(3, 9_010, 20_000)));
        tail.noMore();

        StepVerifier.create(tail.run()).expectComplete().verify(PATIENCE);

        assertThat(kept).extracting(SeenStretch::partition).containsOnly(3);
        assertThat(kept).extracting(SeenStretch::from).containsExactly(0L, 9_000L);
        assertThat(kept).extracting(SeenStretch::until).containsExactly(9_000L, 20_000L);
        assertThat(kept).extracting(each -> each.events().size()).containsExactly(9_000, 11_000);
    }

    @Test
    void givenAnotherOwnerInBetween_aStretchHasNothingOfBefore() {
        tail.add(List.of(commit(3, 0, ENOUGH - 1)));
        tail.add(List.of(commit(3, 50_000, 50_000 + ENOUGH)));
        tail.noMore();

        StepVerifier.create(tail.run()).expectComplete().verify(PATIENCE);

        assertThat(kept).extracting(SeenStretch::from).containsExactly(50_000L);
    }

    @Test
    void givenAPartitionThatIsLost_whatWasTooShortOfItIsForgotten() {
        tail.add(List.of(commit(3, 0, ENOUGH - 1)));
        tail.forget(3);
        tail.add(List.of(commit(3, ENOUGH - 1, ENOUGH)));
        tail.noMore();

        StepVerifier.create(tail.run()).expectComplete().verify(PATIENCE);

        assertThat(kept).isEmpty();
    }

    @Test
    void givenALedgerThatDoesNotKeepThem_itGoesOn() {
        isAway = true;
        tail.add(List.of(commit(3, 0, ENOUGH)));
        tail.add(List.of(commit(3, ENOUGH, 2 * ENOUGH)));
        tail.noMore();

        StepVerifier.create(tail.run()).expectComplete().verify(PATIENCE);
    }

    private Mono<Void> kept(SeenStretch stretch) {
        return Mono.fromRunnable(() -> kept.add(stretch));
    }

    private static BatchDecision commit(int partition, long from, long until) {
        return new BatchDecision(
                partition,
                from,
                until,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                LongStream.range(from, until)
                        .mapToObj(each ->
                                new SeenEvent(new UUID(partition, each), each, null, Instant.EPOCH, Instant.EPOCH))
                        .toList(),
                Map.of(),
                RefusedRows.NONE);
    }
}
