package dev.warfront.identity.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.identity.jwt.TokenKeyStore;
import dev.warfront.kernel.crypto.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Table `identity_signing_key`, whole key pairs sealed. The newest few are enough: older ones verify nothing.
@Component
public final class PostgresTokenKeyStore implements TokenKeyStore {
    private static final int KEYS_MAX = 20;

    private final DatabaseClient database;
    private final Sealer sealer;

    public PostgresTokenKeyStore(DatabaseClient database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    @Override
    public Mono<List<StoredKey>> all() {
        return database.sql("select id, sealed, created_at from identity_signing_key where kind = 'ACCESS_TOKEN'"
                        + " order by created_at desc, id desc limit :max")
                .bind("max", KEYS_MAX)
                .map(row -> {
                    var id = required(row, "id", String.class);
                    var jwk = sealer.open(purpose(id), required(row, "sealed", byte[].class));
                    return new StoredKey(
                            id, new String(jwk, StandardCharsets.UTF_8), required(row, "created_at", Instant.class));
                })
                .all()
                .collectList();
    }

    @Override
    public Mono<Void> lock() {
        return database.sql("select pg_advisory_xact_lock(hashtextextended('identity_signing_key', 0))::text")
                .then();
    }

    @Override
    public Mono<Void> add(StoredKey key) {
        return database.sql("insert into identity_signing_key (id, kind, sealed, created_at)"
                        + " values (:id, 'ACCESS_TOKEN', :sealed, :at)")
                .bind("id", key.id())
                .bind("sealed", sealer.seal(purpose(key.id()), key.jwk().getBytes(StandardCharsets.UTF_8)))
                .bind("at", key.createdAt())
                .then();
    }

    static String purpose(String id) {
        return "token key " + id;
    }
}
