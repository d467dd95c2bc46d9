package dev.warfront.timer.postgres;

import static dev.warfront.kernel.postgres.Rows.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Correlation;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.timer.DueTimers;
import dev.warfront.timer.DueTimers.FiringFailed;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerKind;
import dev.warfront.timer.Timers;
import dev.warfront.timer.TimersContract;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

class PostgresTimersTest implements TimersContract {

    private final PostgresTimers timers =
            new PostgresTimers(KernelOnPostgres.database(), transactions(), KernelOnPostgres.DEADLINE);

    /// Of this test alone, so that no other test's timers are claimed.
    private final TimerKind kind =
            new TimerKind("T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT));

    private final Set<TimerKind> kinds = Set.of(kind);

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Transactions transactions() {
        return KernelOnPostgres.transactions();
    }

    @Override
    public Mono<List<Timer>> pendingOf(UUID owner) {
        return KernelOnPostgres.database()
                .sql("select * from timers where owner_id = :owner and fired_at is null order by fire_at")
                .bind("owner", owner)
                .map(row -> new Timer(
                        required(row, "id", UUID.class),
                        new TimerKind(required(row, "kind", String.class)),
                        required(row, "owner_id", UUID.class),
                        row.get("ref_id", UUID.class),
                        row.get("fence", Long.class),
                        required(row, "fire_at", Instant.class)))
                .all()
                .collectList();
    }

    @Test
    void givenNothingDue_nothingIsClaimed() {
        schedule(due(UUID.randomUUID(), 60))
                .then(timers.fireNext(kinds, (_, _) -> Mono.empty()))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenMissedTimersOfManyOwners_theyFireInTheOrderInWhichTheyWereDue() {
        var missed = IntStream.range(0, 20)
                .mapToObj(number -> due(UUID.randomUUID(), number - 100))
                .toList();
        var fired = new ConcurrentLinkedQueue<Timer>();

        schedule(missed.reversed().toArray(Timer[]::new))
                .thenMany(drain((timer, _) -> Mono.fromRunnable(() -> fired.add(timer))))
                .then()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(fired).containsExactlyElementsOf(missed);
    }

    @Test
    void givenTwoClaimersOfOneOwner_theLaterTimerWaitsForTheEarlier() {
        var owner = UUID.randomUUID();
        var first = due(owner, -2);
        var second = due(owner, -1);
        var claimed = Sinks.<Void>empty();
        var release = Sinks.<Void>empty();
        var fired = new ConcurrentLinkedQueue<Timer>();
        var slow = timers.fireNext(
                kinds,
                (timer, _) -> Mono.fromRunnable(claimed::tryEmitEmpty)
                        .then(release.asMono())
                        .then(Mono.fromRunnable(() -> fired.add(timer))));
        var quick = timers.fireNext(kinds, (timer, _) -> Mono.fromRunnable(() -> fired.add(timer)));

        // the quick one finds the first row locked, and nothing else to do, until the slow one is through
        schedule(first, second)
                .then(Mono.when(slow, claimed.asMono().then(quick).then(Mono.fromRunnable(release::tryEmitEmpty))))
                .then(quick)
                .then()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(fired).containsExactly(first, second);
    }

    @Test
    void givenManyClaimers_eachTimerFiresOnce() {
        var due = IntStream.range(0, 200)
                .mapToObj(number -> due(UUID.randomUUID(), -number - 1))
                .toArray(Timer[]::new);
        var fired = new ConcurrentLinkedQueue<UUID>();

        schedule(due)
                .thenMany(Flux.range(0, 8)
                        .flatMap(_ -> drain((timer, _) -> Mono.fromRunnable(() -> fired.add(timer.id())))))
                .then()
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(fired).doesNotHaveDuplicates().hasSize(due.length);
    }

    @Test
    void givenAFailure_nothingOfItIsStoredAndOthersGoOn() {
        var owner = UUID.randomUUID();
        var bad = due(owner, -2);
        var good = due(owner, -1);
        var child = due(owner, 60);
        DueTimers.Work work = (timer, _) -> timer.id().equals(bad.id())
                ? timers.schedule(child).then(Mono.error(new IllegalStateException("on purpose")))
                : Mono.empty();

        schedule(bad, good)
                .then(timers.fireNext(kinds, work))
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(FiringFailed.class))
                .verify(PATIENCE);
        timers.fireNext(kinds, work)
                .map(DueTimers.Fired::timer)
                .as(StepVerifier::create)
                .expectNext(good)
                .expectComplete()
                .verify(PATIENCE);

        pendingOf(owner)
                .as(StepVerifier::create)
                .expectNext(List.of(bad))
                .expectComplete()
                .verify(PATIENCE);
        timers.nextDue(kinds, bad.fireAt(), Instant.now().plusSeconds(60))
                .as(StepVerifier::create)
                .assertNext(at -> assertThat(at).isAfter(bad.fireAt().plusSeconds(2)))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenATransactionThatCannotCommit_theTimerBacksOffToo() {
        var owner = UUID.randomUUID();
        var bad = due(owner, -2);
        var good = due(UUID.randomUUID(), -1);
        // a row that makes the commit fail, not the statement
        var lateFailure = KernelOnPostgres.database()
                .sql("create temp table late_failure (a int, unique (a) deferrable initially deferred) on commit drop")
                .then()
                .then(KernelOnPostgres.database()
                        .sql("insert into late_failure values (1), (1)")
                        .then());

        schedule(bad, good)
                .then(timers.fireNext(kinds, (timer, _) -> timer.equals(bad) ? lateFailure : Mono.empty()))
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(FiringFailed.class))
                .verify(PATIENCE);
        timers.fireNext(kinds, (_, _) -> Mono.empty())
                .map(DueTimers.Fired::timer)
                .as(StepVerifier::create)
                .expectNext(good)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenALostRace_itIsTriedAgainAtOnce() {
        var tries = new AtomicInteger();

        schedule(due(UUID.randomUUID(), -1))
                .then(timers.fireNext(
                        kinds, (_, _) -> tries.incrementAndGet() < 3 ? Mono.error(new StaleWrite("it")) : Mono.empty()))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(tries).hasValue(3);
    }

    @Test
    void givenATimerThatIsBeingFired_cancelDoesNotWaitForIt() {
        var timer = due(UUID.randomUUID(), -1);
        var fired = timers.fireNext(kinds, (it, _) -> transactionsOfItsOwn(timers.cancel(it.kind(), it.ownerId())));

        schedule(timer)
                .then(fired)
                .map(DueTimers.Fired::timer)
                .as(StepVerifier::create)
                .expectNext(timer)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenWorkThatCancelsItsOwnKind_itHasFired() {
        var timer = due(UUID.randomUUID(), -1);
        var fired = timers.fireNext(kinds, (it, _) -> timers.cancel(it.kind(), it.ownerId()));

        schedule(timer)
                .then(fired)
                .map(DueTimers.Fired::timer)
                .as(StepVerifier::create)
                .expectNext(timer)
                .expectComplete()
                .verify(PATIENCE);
        timers.fireNext(kinds, (_, _) -> Mono.empty())
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenACause_itsCorrelationReachesTheWork() {
        var timer = due(UUID.randomUUID(), -1);
        var seen = new ConcurrentLinkedQueue<String>();
        DueTimers.Work work = (_, _) -> Mono.deferContextual(context -> {
            seen.add(Correlation.of(context, Correlation.CORRELATION_ID));
            seen.add(Correlation.of(context, Correlation.CAUSATION_ID));
            return Mono.empty();
        });

        schedule(timer)
                .contextWrite(context -> context.put(Correlation.CORRELATION_ID, "c-7"))
                .then(timers.fireNext(kinds, work))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(seen).containsExactly("c-7", timer.id().toString());
    }

    @Test
    void givenACommittedTimer_theRunnerHearsWhenItIsDue() {
        var timer = due(UUID.randomUUID(), 30);

        timers.scheduled()
                .filter(timer.fireAt()::equals)
                .take(1)
                .mergeWith(schedule(timer).then(Mono.empty()))
                .as(StepVerifier::create)
                .expectNext(timer.fireAt())
                .expectComplete()
                .verify(PATIENCE);
    }

    private Flux<DueTimers.Fired> drain(DueTimers.Work work) {
        return timers.fireNext(kinds, work).expand(_ -> timers.fireNext(kinds, work));
    }

    private Mono<Void> schedule(Timer... scheduled) {
        return transactions()
                .inTransaction(
                        Flux.fromArray(scheduled).concatMap(timers::schedule).then());
    }

    private Timer due(UUID owner, int inSeconds) {
        var at = Instant.now().plusSeconds(inSeconds).truncatedTo(ChronoUnit.MILLIS);
        return new Timer(UUID.randomUUID(), kind, owner, null, null, at);
    }

    /// On another connection than the caller's.
    private Mono<Void> transactionsOfItsOwn(Mono<Void> work) {
        return transactions().inTransaction(work).contextWrite(_ -> Context.empty());
    }
}
