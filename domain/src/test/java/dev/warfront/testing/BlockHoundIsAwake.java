package dev.warfront.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/// Each module extends it once: a build whose BlockHound sleeps finds nothing and looks green.
@Isolated
public abstract class BlockHoundIsAwake {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void aSleepOnAnEventLoop_isFound() {
        var sleeping = Mono.fromCallable(BlockHoundIsAwake::sleep).subscribeOn(Schedulers.parallel());

        StepVerifier.create(sleeping).expectError(BlockingOperationError.class).verify(PATIENCE);
        assertThat(BlockingCalls.take("BlockHoundIsAwake.sleep")).hasSize(1);
    }

    @Test
    void aSleepOnAnEventLoop_whoseErrorIsSwallowed_isFoundAllTheSame() {
        var sleeping = Mono.fromCallable(BlockHoundIsAwake::sleep)
                .subscribeOn(Schedulers.parallel())
                .onErrorComplete();

        StepVerifier.create(sleeping).expectComplete().verify(PATIENCE);

        assertThat(BlockingCalls.take("BlockHoundIsAwake.sleep"))
                .singleElement()
                .satisfies(found -> assertThat(found).startsWith("parallel-").contains("sleep"));
    }

    @Test
    void secureRandomOnAnEventLoop_isAllowed() {
        var random = Mono.fromCallable(BlockHoundIsAwake::bytes).subscribeOn(Schedulers.parallel());

        StepVerifier.create(random).expectNext(16).expectComplete().verify(PATIENCE);
    }

    private static int bytes() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return bytes.length;
    }

    private static boolean sleep() throws InterruptedException {
        Thread.sleep(1);
        return true;
    }
}
