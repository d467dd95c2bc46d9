package dev.warfront.identity.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.BackgroundWork;
import dev.warfront.kernel.EndedSessions;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Table `identity_refresh_family`, by the index of those that are revoked.
@Component
public final class PostgresEndedSessions implements EndedSessions {
    private final DatabaseClient database;
    private final Clock clock;

    public PostgresEndedSessions(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Mono<Set<UUID>> within(Duration time) {
        return Mono.fromSupplier(() -> clock.instant().minus(time))
                .flatMapMany(since -> database.sql("select id from identity_refresh_family where revoked_at > :since")
                        .bind("since", since)
                        .map(row -> required(row, "id", UUID.class))
                        .all())
                .collect(Collectors.toUnmodifiableSet())
                .contextWrite(BackgroundWork::mark);
    }
}
