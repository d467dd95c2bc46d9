package dev.warfront.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@Isolated
class WaitingIsFoundTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void givenALatchThatAnEventLoopWaitsFor_itIsFound_andItsWaitEnds() {
        var latch = new CountDownLatch(1);
        var waited = Mono.fromCallable(() -> await(latch)).subscribeOn(Schedulers.parallel());

        Mono.delay(Duration.ofMillis(100), Schedulers.boundedElastic())
                .doOnNext(_ -> latch.countDown())
                .and(waited)
                .block(PATIENCE);

        assertThat(BlockingCalls.take("WaitingIsFoundTest.await")).isNotEmpty();
    }

    /// Thrown out of its queue, the waiter would have left the lock to nobody.
    @Test
    void givenALockThatAnEventLoopWaitsFor_everybodyGetsItInTurn() {
        var lock = new ReentrantLock();
        CompletableFuture<Boolean> waited;
        lock.lock();
        try {
            waited = Mono.fromCallable(() -> pass(lock))
                    .subscribeOn(Schedulers.parallel())
                    .toFuture();
            while (!lock.hasQueuedThreads()) {
                Thread.onSpinWait();
            }
        } finally {
            lock.unlock();
        }

        assertThat(waited).succeedsWithin(PATIENCE);
        assertThat(lock.hasQueuedThreads()).isFalse();
        assertThat(pass(lock)).isTrue();
    }

    private static boolean await(CountDownLatch latch) throws InterruptedException {
        latch.await();
        return true;
    }

    private static boolean pass(ReentrantLock lock) {
        lock.lock();
        try {
            return lock.isHeldByCurrentThread();
        } finally {
            lock.unlock();
        }
    }
}
