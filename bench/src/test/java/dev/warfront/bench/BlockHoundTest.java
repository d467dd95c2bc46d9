package dev.warfront.bench;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/// The same as in the other modules, of which this one knows none.
class BlockHoundTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void aSleepOnAnEventLoop_isFound() {
        var sleeping = Mono.fromCallable(BlockHoundTest::sleep).subscribeOn(Schedulers.parallel());

        StepVerifier.create(sleeping).expectError(BlockingOperationError.class).verify(PATIENCE);
    }

    private static boolean sleep() throws InterruptedException {
        Thread.sleep(1);
        return true;
    }
}
