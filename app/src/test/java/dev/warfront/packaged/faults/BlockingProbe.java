package dev.warfront.packaged.faults;

import org.springframework.beans.factory.InitializingBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Blocks an event loop of the program once, at its start, and swallows the error: what watches for such calls must see
/// this one, or it sleeps.
public final class BlockingProbe implements InitializingBean {

    /// The program's system property that asks for it.
    public static final String PROPERTY = "warfront.test.blocking-probe";

    @Override
    public void afterPropertiesSet() {
        if (Boolean.getBoolean(PROPERTY)) {
            Mono.fromCallable(BlockingProbe::sleep)
                    .subscribeOn(Schedulers.parallel())
                    .onErrorComplete()
                    .block();
        }
    }

    private static boolean sleep() throws InterruptedException {
        Thread.sleep(1);
        return true;
    }
}
