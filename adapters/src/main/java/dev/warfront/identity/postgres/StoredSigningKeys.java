package dev.warfront.identity.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.identity.KeyRotation;
import dev.warfront.identity.Secrets;
import dev.warfront.identity.SigningKeys;
import dev.warfront.identity.postgres.ServerKeys.Former;
import dev.warfront.kernel.crypto.Sealer;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// The keys that sign records, sealed: of game servers in their rows, the program's own in `identity_signing_key`.
final class StoredSigningKeys {
    private static final String PROGRAM_KEY = "program";

    private final DatabaseClient database;
    private final Sealer sealer;
    private final Secrets secrets;
    private final Clock clock;

    StoredSigningKeys(DatabaseClient database, Sealer sealer, Secrets secrets, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.secrets = secrets;
        this.clock = clock;
    }

    static String purpose(UUID id) {
        return "signing key of " + id;
    }

    byte[] sealed(UUID id, byte[] key) {
        return sealer.seal(purpose(id), key);
    }

    /// Empty for a server that is revoked, or is none. Those of the program are made when there are none.
    Mono<ServerKeys> of(UUID id) {
        return id.equals(SigningKeys.PROGRAM) ? ofProgram() : ofServer(id);
    }

    private Mono<ServerKeys> ofServer(UUID id) {
        return database.sql("select signing_key, former_key, key_from, former_until from identity_game_server"
                        + " where id = :id and revoked_at is null")
                .bind("id", id)
                .map(row -> opened(id, row))
                .one();
    }

    private ServerKeys opened(UUID id, Readable row) {
        var present = sealer.open(purpose(id), required(row, "signing_key", byte[].class));
        var former = row.get("former_key", byte[].class);
        return former == null
                ? ServerKeys.only(present)
                : new ServerKeys(present, new Former(sealer.open(purpose(id), former), rotation(row)));
    }

    private static KeyRotation rotation(Readable row) {
        return new KeyRotation(required(row, "key_from", Instant.class), required(row, "former_until", Instant.class));
    }

    /// The first insert of all nodes wins; the others read what it stored.
    private Mono<ServerKeys> ofProgram() {
        return storedOfProgram()
                .switchIfEmpty(Mono.defer(
                        () -> database.sql("insert into identity_signing_key (id, kind, sealed, created_at)"
                                        + " values (:id, 'PROGRAM', :sealed, :at) on conflict do nothing")
                                .bind("id", PROGRAM_KEY)
                                .bind("sealed", sealed(SigningKeys.PROGRAM, secrets.signingKey()))
                                .bind("at", clock.instant())
                                .then()
                                .then(storedOfProgram())));
    }

    private Mono<ServerKeys> storedOfProgram() {
        return database.sql("select sealed from identity_signing_key where id = :id")
                .bind("id", PROGRAM_KEY)
                .map(row -> sealer.open(purpose(SigningKeys.PROGRAM), required(row, "sealed", byte[].class)))
                .one()
                .map(ServerKeys::only);
    }
}
