package dev.warfront.identity.argon2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.argon2.Argon2Passwords.Patience;
import dev.warfront.kernel.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("processors") // its own tests run one after the other
class Argon2PasswordsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Argon2Passwords> opened = new ArrayList<>();
    private final Argon2Passwords passwords = passwords(System::nanoTime);

    @AfterEach
    void stop() {
        opened.forEach(Argon2Passwords::destroy);
    }

    @Test
    void givenAPassword_itIsHashedByArgon2id_differentlyEachTime() {
        Mono.zip(passwords.hash("correct horse"), passwords.hash("correct horse"))
                .as(StepVerifier::create)
                .assertNext(hashes -> {
                    assertThat(hashes.getT1()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
                    assertThat(hashes.getT2()).isNotEqualTo(hashes.getT1());
                })
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenItsHash_thePasswordMatchesAndNoOther() {
        passwords
                .hash("correct horse")
                .flatMapMany(hash -> Flux.concat(
                        passwords.matches("correct horse", hash),
                        passwords.matches("wrong horse", hash),
                        passwords.matchesNothing("correct horse")))
                .as(StepVerifier::create)
                .expectNext(true, false, false)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAnEventLoop_theWorkIsDoneElsewhere() {
        Mono.defer(() -> passwords.hash("correct horse"))
                .subscribeOn(Schedulers.parallel()) // where BlockHound would see it
                .map(_ -> Thread.currentThread().getName())
                .as(StepVerifier::create)
                .assertNext(thread -> assertThat(thread).startsWith("new-password-"))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenTooManyAtOnce_someAreSentAwayAndTheRestIsDone() {
        var places = 1 + Argon2Passwords.NEW_MAX;
        var test = Thread.currentThread();
        var allHaveCome = new CompletableFuture<Long>();
        var held = passwords(() -> Thread.currentThread() == test ? 0 : allHaveCome.join());
        var sentAway = new AtomicInteger();

        var done = Flux.range(0, 2 * places)
                .flatMap(
                        _ -> held.hash("correct horse").onErrorResume(Unavailable.class, _ -> {
                            if (sentAway.incrementAndGet() == places) {
                                allHaveCome.complete(0L);
                            }
                            return Mono.empty();
                        }),
                        2 * places)
                .count()
                .blockOptional(PATIENCE)
                .orElseThrow();

        assertThat(done).isEqualTo(places);
        assertThat(sentAway.get()).isEqualTo(places);
    }

    /// Else each would be begun shortly before its request is over, and none done.
    @Test
    void givenAWorkerThatIsTooSlow_whoHasWaitedTooLongIsSentAway_andTheOthersAreServed() {
        var test = Thread.currentThread();
        var begun = new AtomicInteger();
        var slow = passwords(() -> Thread.currentThread() == test ? 0 : PATIENCE.toNanos() * begun.getAndIncrement());
        var sentAway = new AtomicInteger();

        var done = Flux.range(0, Argon2Passwords.NEW_MAX)
                .flatMap(
                        _ -> slow.hash("correct horse").onErrorResume(Unavailable.class, _ -> {
                            sentAway.incrementAndGet();
                            return Mono.empty();
                        }),
                        Argon2Passwords.NEW_MAX)
                .count()
                .blockOptional(PATIENCE)
                .orElseThrow();

        assertThat(done).isEqualTo(2); // the second has waited as long as one may
        assertThat(sentAway.get()).isEqualTo(Argon2Passwords.NEW_MAX - 2);
    }

    @Test
    void givenAFloodOfNewPasswords_whoIsKnownIsCheckedMeanwhile() {
        var hash = passwords.hash("correct horse").block(PATIENCE);
        var flood = Flux.range(0, 200)
                .flatMap(_ -> passwords.hash("flood").onErrorComplete(Unavailable.class), 200)
                .subscribe();

        Mono.zip(
                        passwords.matches("correct horse", Objects.requireNonNull(hash)),
                        passwords.matchesNothing("correct horse"))
                .as(StepVerifier::create)
                .assertNext(checked -> {
                    assertThat(checked.getT1()).isTrue();
                    assertThat(checked.getT2()).isFalse();
                })
                .expectComplete()
                .verify(PATIENCE);
        flood.dispose();
    }

    private Argon2Passwords passwords(LongSupplier nanoTime) {
        var made = new Argon2Passwords(new SimpleMeterRegistry(), new Patience(PATIENCE, nanoTime));
        opened.add(made);
        return made;
    }
}
