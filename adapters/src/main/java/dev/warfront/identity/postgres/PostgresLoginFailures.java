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
        return bound(SELECT + " for update", subject)
                .map(PostgresLoginFailures::failures)
                .one()
                .defaultIfEmpty(FailureHistory.NONE);
    }

    @Override
    public Mono<FailureHistory> lockToAdd(Subject subject) {
        return bound(
                        "insert into identity_login_failure (kind, name) values (:kind, :name) on conflict do nothing",
                        subject)
                .then()
                .then(lock(subject));
    }

    @Override
    public Mono<Void> save(Subject subject, FailureHistory failures, Instant now) {
        return bound(
                        "update identity_login_failure set recent = :recent, locks = :locks, locked_until = :until,"
                                + " touched_at = :now where kind = :kind and name = :name",
                        subject)
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
