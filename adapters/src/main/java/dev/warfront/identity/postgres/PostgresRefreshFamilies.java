package dev.warfront.identity.postgres;

import static dev.warfront.kernel.postgres.Rows.change;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.identity.RefreshFamilies;
import dev.warfront.identity.RefreshFamily;
import dev.warfront.kernel.PlayerId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Tables `identity_refresh_family`, whose row is the lock, and `identity_refresh_token`.
@Component
public final class PostgresRefreshFamilies implements RefreshFamilies {
    private static final String SHOWN = "select t.generation as shown, f.* from identity_refresh_token t"
            + " join identity_refresh_family f on f.id = t.family_id where t.token_hash = :hash";

    private final DatabaseClient database;

    public PostgresRefreshFamilies(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> begin(RefreshFamily family, String tokenHash) {
        return database.sql("insert into identity_refresh_family"
                        + " (id, account_id, generation, rotated_at, idle_until, until)"
                        + " values (:id, :account, :generation, :rotated, :idle, :until)")
                .bind("id", family.id())
                .bind("account", family.account().value())
                .bind("generation", family.generation())
                .bind("rotated", family.rotatedAt())
                .bind("idle", family.idleUntil())
                .bind("until", family.until())
                .then()
                .then(addToken(family, tokenHash));
    }

    @Override
    public Mono<Shown> find(String tokenHash) {
        return shown(SHOWN, tokenHash);
    }

    /// The token's row never changes, so that only the family's needs the lock.
    @Override
    public Mono<Shown> lock(String tokenHash) {
        return shown(SHOWN + " for update of f", tokenHash);
    }

    private Mono<Shown> shown(String sql, String tokenHash) {
        return database.sql(sql)
                .bind("hash", HexFormat.of().parseHex(tokenHash))
                .map(row -> new Shown(family(row), required(row, "shown", Integer.class)))
                .one();
    }

    @Override
    public Mono<Void> advance(RefreshFamily next, String tokenHash) {
        var sql = database.sql("update identity_refresh_family"
                        + " set generation = :next, rotated_at = :rotated, idle_until = :idle"
                        + " where id = :id and generation = :stored and revoked_at is null")
                .bind("id", next.id())
                .bind("next", next.generation())
                .bind("stored", next.generation() - 1)
                .bind("rotated", next.rotatedAt())
                .bind("idle", next.idleUntil());
        return change(sql, "refresh family", next.id()).then(addToken(next, tokenHash));
    }

    @Override
    public Mono<Void> revoke(UUID family, Instant at) {
        return database.sql("update identity_refresh_family set revoked_at = :at where id = :id and revoked_at is null")
                .bind("at", at)
                .bind("id", family)
                .then();
    }

    @Override
    public Mono<Void> revokeAllOf(PlayerId account, Instant at) {
        return database.sql("update identity_refresh_family set revoked_at = :at"
                        + " where account_id = :account and revoked_at is null")
                .bind("at", at)
                .bind("account", account.value())
                .then();
    }

    private Mono<Void> addToken(RefreshFamily family, String tokenHash) {
        return database.sql("insert into identity_refresh_token (token_hash, family_id, generation)"
                        + " values (:hash, :family, :generation)")
                .bind("hash", HexFormat.of().parseHex(tokenHash))
                .bind("family", family.id())
                .bind("generation", family.generation())
                .then();
    }

    private static RefreshFamily family(Readable row) {
        return new RefreshFamily(
                required(row, "id", UUID.class),
                new PlayerId(required(row, "account_id", UUID.class)),
                required(row, "generation", Integer.class),
                required(row, "rotated_at", Instant.class),
                required(row, "idle_until", Instant.class),
                required(row, "until", Instant.class),
                row.get("revoked_at", Instant.class) != null);
    }
}
