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
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Argon2id with 19 MiB, 2 passes and 1 lane, as many at once as there are cores and 64 waiting. Who comes then is sent
/// away: a queue that grows would only let everybody wait until it is too late.
@Component
public final class Argon2Passwords implements Passwords, DisposableBean {
    static final int WAITING_MAX = 64;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final ThreadPoolExecutor threads;
    private final Scheduler workers;
    private final Mono<String> nobodysHash;

    public Argon2Passwords(MeterRegistry metrics) {
        var cores = Runtime.getRuntime().availableProcessors();
        threads = new ThreadPoolExecutor(
                cores,
                cores,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().name("password-", 1).daemon().factory());
        workers = Schedulers.fromExecutorService(threads, "password");
        nobodysHash = work(() -> encode("nobody's password"))
                .cache(
                        _ -> Duration.ofDays(3_650),
                        _ -> Duration.ZERO,
                        () -> Duration.ZERO); // a failure is tried again
        Gauge.builder("identity_passwords_waiting", threads.getQueue(), queue -> queue.size())
                .description("passwords that wait to be hashed, at most " + WAITING_MAX)
                .register(metrics);
    }

    @Override
    public Mono<String> hash(String password) {
        return work(() -> encode(password));
    }

    @Override
    public Mono<Boolean> matches(String password, String hash) {
        return work(() -> encoder.matches(password, hash));
    }

    @Override
    public Mono<Boolean> matchesNothing(String password) {
        return nobodysHash.flatMap(hash -> matches(password, hash)).map(_ -> false);
    }

    @Override
    public void destroy() {
        workers.dispose();
        threads.shutdown();
    }

    private String encode(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash of a password");
        }
        return hash;
    }

    private <T> Mono<T> work(Callable<T> task) {
        return Mono.fromCallable(task)
                .subscribeOn(workers)
                .onErrorMap(RejectedExecutionException.class, full -> new Unavailable("a worker for passwords", full));
    }
}
