package dev.warfront.kernel.rsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class ChangeNotifierTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UUID ONE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);

    private final ChangeNotifier notifier = new ChangeNotifier();

    @Test
    void givenTwoWhoShowTheSame_andOneWhoShowsSomethingElse_aChangeReachesTheTwoAlone() {
        var first = new ArrayList<UUID>();
        var second = new ArrayList<UUID>();
        var other = new ArrayList<UUID>();
        var watching = Flux.merge(
                        notifier.changesOf(ONE).doOnNext(first::add),
                        notifier.changesOf(ONE).doOnNext(second::add),
                        notifier.changesOf(OTHER).doOnNext(other::add))
                .subscribe();

        notifier.changed(ONE);
        watching.dispose();

        assertThat(first).containsExactly(ONE);
        assertThat(second).containsExactly(ONE);
        assertThat(other).isEmpty();
    }

    @Test
    void givenOneOfTwoThatLeaves_theOtherStillHears_andNothingIsKeptOnceBothHaveLeft() {
        var leaving = notifier.changesOf(ONE).subscribe();
        assertThat(notifier.watched()).isEqualTo(1);

        StepVerifier.create(notifier.changesOf(ONE))
                .then(leaving::dispose)
                .then(() -> notifier.changed(ONE))
                .expectNext(ONE)
                .thenCancel()
                .verify(PATIENCE);

        assertThat(notifier.watched()).isZero();
        notifier.changed(ONE);
    }

    @Test
    void givenNobodyWhoListens_nothingIsKept() {
        var all = IntStream.range(0, 100)
                .mapToObj(number -> notifier.changesOf(new UUID(2, number)))
                .toList();

        all.forEach(each -> notifier.changed(ONE));

        assertThat(notifier.watched()).isZero();
    }
}
