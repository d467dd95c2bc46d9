package dev.warfront.kernel.rsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/// When values are published, by a clock that is wound by hand.
@Isolated("the clock of all schedulers is its own")
class StreamStatesTest {
    private static final Duration PERIOD = Duration.ofMillis(20);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Sinks.Many<Long> values = Sinks.many().multicast().directBestEffort();
    private final List<String> published = new ArrayList<>();
    private Disposable running = () -> {};

    @BeforeEach
    void start() {
        VirtualTimeScheduler.set(time);
        running = StreamStates.conflated(
                        values.asFlux(),
                        PERIOD,
                        (_, next) -> new StreamState(1, next, Instant.EPOCH, next, null, false))
                .subscribe(this::publish);
    }

    @AfterEach
    void stop() {
        running.dispose();
        VirtualTimeScheduler.reset();
    }

    @Test
    void givenAValueAfterAPause_itIsPublishedAtOnce_whateverTheTime() {
        at(3, 1);
        at(27, 2);
        at(90, 3);

        assertThat(published).containsExactly("1 at 3", "2 at 27", "3 at 90");
    }

    @Test
    void givenValuesWithinThePeriod_theNewestIsPublishedWhenItIsOver_countedFromTheLastThatWas() {
        at(7, 1);
        at(10, 2);
        at(26, 3);
        at(28, 4);
        at(60, 5);
        time.advanceTimeBy(PERIOD);

        assertThat(published).containsExactly("1 at 7", "3 at 27", "4 at 47", "5 at 67");
    }

    private void publish(List<StreamState> states) {
        states.forEach(state -> published.add(state.seq() + " at " + time.now(TimeUnit.MILLISECONDS)));
    }

    private void at(long millis, long value) {
        time.advanceTimeTo(Instant.ofEpochMilli(millis));
        values.emitNext(value, Sinks.EmitFailureHandler.FAIL_FAST);
    }
}
