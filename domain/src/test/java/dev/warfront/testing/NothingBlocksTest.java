package dev.warfront.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@Isolated
class NothingBlocksTest {

    @Test
    void aTestThatSwallowsItsFinding_fails() {
        var summary = new SummaryGeneratingListener();

        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Swallowing.class))
                                .build(),
                        summary);

        assertThat(summary.getSummary().getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException())
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("blocked an event loop")
                        .hasMessageContaining("Swallowing.sleep"));
    }

    /// Run by the test above only: it fails.
    static final class Swallowing {

        @Test
        void swallows() {
            var sleeping = Mono.fromCallable(Swallowing::sleep)
                    .subscribeOn(Schedulers.parallel())
                    .onErrorComplete();
            StepVerifier.create(sleeping).expectComplete().verify(Duration.ofSeconds(20));
        }

        private static boolean sleep() throws InterruptedException {
            Thread.sleep(1);
            return true;
        }
    }
}
