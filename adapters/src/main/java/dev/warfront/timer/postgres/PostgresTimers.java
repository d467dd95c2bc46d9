package dev.warfront.timer.postgres;

import static dev.warfront.kernel.postgres.Rows.nullable;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.Correlation;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TransactionConflict;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.postgres.AfterCommit;
import dev.warfront.kernel.postgres.LocalNotifier;
import dev.warfront.timer.DueTimers;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerKind;
import dev.warfront.timer.Timers;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.retry.Retry;

/// Timers as rows. A claim locks its row until the work is stored, and skips rows that others have locked.
@Component
public final class PostgresTimers implements Timers, DueTimers {

    private static final int REASON_MAX = 500;

    private static final Retry LOST_RACE = Retry.backoff(3, Duration.ofMillis(10))
            .maxBackoff(Duration.ofMillis(50))
            .filter(PostgresTimers::isLostRace)
            .onRetryExhaustedThrow((_, last) -> last.failure());

    private static final String SCHEDULE = """
            insert into timers (id, kind, owner_id, ref_id, fence, fire_at, correlation_id)
            values (:id, :kind, :owner, :ref, :fence, :fireAt, :correlation)
            on conflict (id) do nothing""";

    /// A runner that is firing one of them has its row locked, and waits perhaps for what the canceller has
    /// locked: it is left to find out by itself that its time is over.
    private static final String CANCEL = """
            delete from timers where id in (
                select id from timers where owner_id = :owner and kind = :kind and fired_at is null
                for update skip locked)""";

    /// statement_timestamp() and not clock_timestamp(), which is volatile and would make it read every
    /// unfired row.
    private static final String CLAIM = """
            select t.id, t.kind, t.owner_id, t.ref_id, t.fence, t.fire_at, t.correlation_id,
                   statement_timestamp() as now
            from timers t
            where t.fired_at is null and t.fire_at <= statement_timestamp() and t.not_before <= statement_timestamp()
              and t.kind = any(:kinds)
              and not exists (
                  select from timers e
                  where e.owner_id = t.owner_id and e.fired_at is null and e.kind = any(:kinds)
                    and e.not_before <= statement_timestamp() and (e.fire_at, e.id) < (t.fire_at, t.id))
            order by t.fire_at, t.id
            limit 1
            for update of t skip locked""";

    private static final String FIRED = "update timers set fired_at = :now where id = :id and fired_at is null";

    private static final String FAILED = """
            update timers set
                attempts = attempts + 1,
                failure = :reason,
                not_before = statement_timestamp() + least(interval '1 second' * power(2, least(attempts, 20)), interval '5 minutes')
            where id = :id and fired_at is null""";

    private static final String NEXT_DUE = """
            select min(greatest(fire_at, not_before)) as at from timers
            where fired_at is null and fire_at < :before and kind = any(:kinds)
              and greatest(fire_at, not_before) >= :after
            having count(*) > 0""";

    private final DatabaseClient database;

    private final Transactions transactions;

    private final Duration deadline;

    private final LocalNotifier<Instant> scheduled = new LocalNotifier<>();

    public PostgresTimers(DatabaseClient database, Transactions transactions, Deadline deadline) {
        this.database = database;
        this.transactions = transactions;
        this.deadline = deadline.operation();
    }

    @Override
    public Mono<Void> schedule(Timer timer) {
        return Mono.deferContextual(context -> database.sql(SCHEDULE)
                        .bind("id", timer.id())
                        .bind("kind", timer.kind().name())
                        .bind("owner", timer.ownerId())
                        .bind("ref", nullable(UUID.class, timer.refId()))
                        .bind("fence", nullable(Long.class, timer.fence()))
                        .bind("fireAt", timer.fireAt())
                        .bind("correlation", Correlation.of(context, Correlation.CORRELATION_ID))
                        .then())
                .then(AfterCommit.run(() -> announce(timer.fireAt())));
    }

    @Override
    public Mono<Void> cancel(TimerKind kind, UUID ownerId) {
        return database.sql(CANCEL)
                .bind("owner", ownerId)
                .bind("kind", kind.name())
                .then();
    }

    @Override
    public Mono<Fired> fireNext(Set<TimerKind> kinds, Work work) {
        return Mono.defer(() -> attempt(kinds, work, new AtomicReference<>()))
                .retryWhen(LOST_RACE)
                .onErrorResume(FiringFailed.class, failure -> backOff(failure).then(Mono.error(failure)));
    }

    /// Whatever fails after the claim, the commit too, is laid to the timer: else one bad timer would be claimed for
    /// ever, before all others.
    private Mono<Fired> attempt(Set<TimerKind> kinds, Work work, AtomicReference<@Nullable Timer> claimed) {
        return transactions
                .inTransaction(claim(kinds)
                        .doOnNext(claim -> claimed.set(claim.timer()))
                        .flatMap(claim -> carryOut(claim, work)))
                .timeout(deadline.multipliedBy(2))
                .onErrorMap(failure -> failed(claimed.get(), failure));
    }

    private static Throwable failed(@Nullable Timer claimed, Throwable failure) {
        return claimed == null ? failure : new FiringFailed(claimed, failure);
    }

    @Override
    public Mono<Instant> nextDue(Set<TimerKind> kinds, Instant after, Instant before) {
        return database.sql(NEXT_DUE)
                .bind("kinds", names(kinds))
                .bind("after", after)
                .bind("before", before)
                .map(row -> required(row, "at", Instant.class))
                .one();
    }

    @Override
    public Flux<Instant> scheduled() {
        return scheduled.all();
    }

    private void announce(Instant fireAt) {
        scheduled.give(fireAt);
    }

    private Mono<Claim> claim(Set<TimerKind> kinds) {
        return database.sql(CLAIM)
                .bind("kinds", names(kinds))
                .map(PostgresTimers::claimed)
                .one();
    }

    private Mono<Fired> carryOut(Claim claim, Work work) {
        return work.fire(claim.timer(), claim.now())
                .contextWrite(claim::causeOf)
                .timeout(deadline)
                .then(markFired(claim))
                .thenReturn(claim.fired());
    }

    /// The row is gone when the work has cancelled timers of its own kind, this one among them. Nobody else can have
    /// fired it: its row is locked since the claim.
    private Mono<Void> markFired(Claim claim) {
        return database.sql(FIRED)
                .bind("id", claim.timer().id())
                .bind("now", claim.now())
                .then();
    }

    private Mono<Void> backOff(FiringFailed failure) {
        var reason = String.valueOf(failure.getCause());
        return database.sql(FAILED)
                .bind("id", failure.timerId())
                .bind("reason", reason.substring(0, Math.min(reason.length(), REASON_MAX)))
                .then();
    }

    /// Somebody else changed at the same moment what the work had read.
    private static boolean isLostRace(Throwable failure) {
        var cause = failure instanceof FiringFailed ? failure.getCause() : failure;
        return cause instanceof StaleWrite || cause instanceof TransactionConflict;
    }

    private static String[] names(Set<TimerKind> kinds) {
        return kinds.stream().map(TimerKind::name).toArray(String[]::new);
    }

    private static Claim claimed(Readable row) {
        var timer = new Timer(
                required(row, "id", UUID.class),
                new TimerKind(required(row, "kind", String.class)),
                required(row, "owner_id", UUID.class),
                row.get("ref_id", UUID.class),
                row.get("fence", Long.class),
                required(row, "fire_at", Instant.class));
        var now = required(row, "now", Instant.class).truncatedTo(ChronoUnit.MILLIS);
        return new Claim(timer, now, required(row, "correlation_id", String.class));
    }

    private record Claim(Timer timer, Instant now, String correlationId) {
        Fired fired() {
            return new Fired(timer, Duration.between(timer.fireAt(), now));
        }

        /// What the work causes goes back to what had the timer set, and directly to the timer.
        Context causeOf(Context context) {
            var id = timer.id().toString();
            return context.put(Correlation.CORRELATION_ID, correlationId.isEmpty() ? id : correlationId)
                    .put(Correlation.CAUSATION_ID, id);
        }
    }
}
