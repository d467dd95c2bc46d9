package dev.warfront.identity.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.identity.FailureHistory;
import dev.warfront.identity.LoginFailures;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Table `identity_login_failure`, a row for whoever failed lately.
@Component
public final class PostgresLoginFailures implements LoginFailures {
    private static final String SELECT =
            "select recent, locks, locked_until from identity_login_failure where kind = :kind and name = :name";

    /// Of the subject, not of its row, which most do not have.
    private static final String LOCK = """
            select pg_advisory_xact_lock(
                hashtextextended('identity.login:' || cast(:kind as text) || ':' || cast(:name as text), 0))""";
    private static final String SAVE = """
            insert into identity_login_failure (kind, name, recent, locks, locked_until, touched_at)
            values (:kind, :name, :recent, :locks, :until, :now)
            on conflict (kind, name) do update set recent = excluded.recent, locks = excluded.locks,
                locked_until = excluded.locked_until, touched_at = excluded.touched_at""";

    private final DatabaseClient database;

    public PostgresLoginFailures(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<FailureHistory> find(Subject subject) {
        return bound(SELECT, subject).map(PostgresLoginFailures::failures).one().defaultIfEmpty(FailureHistory.NONE);
    }

    @Override
    public Mono<FailureHistory> lock(Subject subject) {
        return bound(LOCK, subject).then().then(find(subject));
    }

    @Override
    public Mono<Void> save(Subject subject, FailureHistory failures, Instant now) {
        return bound(SAVE, subject)
                .bind(
                        "recent",
                        failures.recent().stream().map(Instant::toEpochMilli).toArray(Long[]::new))
                .bind("locks", failures.locks())
                .bind("until", failures.lockedUntil())
                .bind("now", now)
                .then();
    }

    @Override
    public Mono<Void> forget(Subject subject) {
        return bound("delete from identity_login_failure where kind = :kind and name = :name", subject)
                .then();
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, Subject subject) {
        return database.sql(sql).bind("kind", subject.kind().name()).bind("name", subject.name());
    }

    private static FailureHistory failures(Readable row) {
        var recent = Arrays.stream(required(row, "recent", Long[].class))
                .map(Instant::ofEpochMilli)
                .toList();
        return new FailureHistory(
                recent, required(row, "locks", Integer.class), required(row, "locked_until", Instant.class));
    }
}
