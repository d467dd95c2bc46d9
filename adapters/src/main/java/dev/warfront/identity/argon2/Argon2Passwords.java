package dev.warfront.identity.argon2;

import dev.warfront.identity.Passwords;
import dev.warfront.kernel.Unavailable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Argon2id with 19 MiB, 2 passes and 1 lane. Passwords are checked by as many threads as there are cores,
/// with 64 waiting, and new ones hashed by one, with 16 waiting: a flood of registrations keeps nobody from
/// logging in. Who comes then is sent away, and so is who has waited for 2 s: what is begun shortly before the
/// end of its request would only keep the next from being done in time, and so on for ever.
@Component
public final class Argon2Passwords implements Passwords, DisposableBean {
    static final int CHECKS_MAX = 64;
    static final int NEW_MAX = 16;

    private static final Duration WAIT_MAX = Duration.ofSeconds(2);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Workers checks;
    private final Workers makes;
    private final Mono<String> nobodysHash;

    @Autowired
    public Argon2Passwords(MeterRegistry metrics) {
        this(metrics, new Patience(WAIT_MAX, System::nanoTime));
    }

    Argon2Passwords(MeterRegistry metrics, Patience patience) {
        checks = new Workers("password", Runtime.getRuntime().availableProcessors(), CHECKS_MAX, patience);
        makes = new Workers("new-password", 1, NEW_MAX, patience);
        nobodysHash = checks.work(() -> encode("nobody's password"))
                .cache(
                        _ -> Duration.ofDays(3_650),
                        _ -> Duration.ZERO,
                        () -> Duration.ZERO); // a failure is tried again
        checks.bindTo(metrics);
        makes.bindTo(metrics);
    }

    @Override
    public Mono<String> hash(String password) {
        return makes.work(() -> encode(password));
    }

    @Override
    public Mono<Boolean> matches(String password, String hash) {
        return checks.work(() -> encoder.matches(password, hash));
    }

    @Override
    public Mono<Boolean> matchesNothing(String password) {
        return nobodysHash.flatMap(hash -> matches(password, hash)).map(_ -> false);
    }

    @Override
    public void destroy() {
        checks.stop();
        makes.stop();
    }

    private String encode(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash of a password");
        }
        return hash;
    }

    /// How long one waits for its turn.
    ///
    /// @param nanoTime asked by who comes, and by the worker when its turn has come
    record Patience(Duration max, LongSupplier nanoTime) {
        private <T> Callable<T> bound(Callable<T> task) {
            var asked = nanoTime.getAsLong();
            return () -> {
                if (nanoTime.getAsLong() - asked > max.toNanos()) {
                    throw new Unavailable("a worker for passwords in time");
                }
                return task.call();
            };
        }
    }

    /// Threads with a bounded queue.
    private static final class Workers {
        private final String name;
        private final int waitingMax;
        private final Patience patience;
        private final ThreadPoolExecutor threads;
        private final Scheduler scheduler;

        Workers(String name, int count, int waitingMax, Patience patience) {
            this.name = name;
            this.waitingMax = waitingMax;
            this.patience = patience;
            this.threads = new ThreadPoolExecutor(
                    count,
                    count,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(waitingMax),
                    Thread.ofPlatform().name(name + "-", 1).daemon().factory());
            this.scheduler = Schedulers.fromExecutorService(threads, name);
        }

        void bindTo(MeterRegistry metrics) {
            Gauge.builder("identity_passwords_waiting", threads.getQueue(), queue -> queue.size())
                    .tag("workers", name)
                    .description("passwords that wait to be hashed, at most " + waitingMax)
                    .register(metrics);
        }

        <T> Mono<T> work(Callable<T> task) {
            return Mono.defer(() -> Mono.fromCallable(patience.bound(task)).subscribeOn(scheduler))
                    .onErrorMap(
                            RejectedExecutionException.class, full -> new Unavailable("a worker for passwords", full));
        }

        void stop() {
            scheduler.dispose();
            threads.shutdown();
        }
    }
}
