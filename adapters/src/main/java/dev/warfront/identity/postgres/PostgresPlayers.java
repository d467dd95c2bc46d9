package dev.warfront.identity.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.identity.Players;
import dev.warfront.kernel.PlayerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Players as rows of `identity_account`.
@Component
public final class PostgresPlayers implements Players {
    private static final String EXISTS = """
            select exists (select 1 from identity_account
                           where id = :id and status = 'ACTIVE' and 'PLAYER' = any(roles)) as found""";

    private final DatabaseClient database;

    public PostgresPlayers(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> exists(PlayerId player) {
        return database.sql(EXISTS)
                .bind("id", player.value())
                .map(row -> required(row, "found", Boolean.class))
                .one();
    }
}
