package dev.warfront.identity.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.identity.SigningKeys;
import dev.warfront.kernel.crypto.SealedValues;
import dev.warfront.kernel.crypto.Sealer;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The keys in `identity_signing_key` and `identity_game_server`. What they are does not change, so nobody who
/// remembers one has to learn of it.
@Component
public final class SealedKeys implements SealedValues {
    private static final String OTHERS = """
            select kind, id, sealed from
                (select kind, id, sealed from identity_signing_key
                 union all
                 select 'GAME_SERVER', id::text, signing_key from identity_game_server
                 union all
                 select 'FORMER_OF_SERVER', id::text, former_key from identity_game_server
                 where former_key is not null) as stored
            where substring(sealed from 1 for length(:prefix)) <> :prefix""";
    private static final String RESEAL_KEY =
            "update identity_signing_key set sealed = :next where id = :id and sealed = :sealed";
    private static final String RESEAL_SERVER =
            "update identity_game_server set signing_key = :next where id = :id::uuid and signing_key = :sealed";
    private static final String RESEAL_FORMER =
            "update identity_game_server set former_key = :next where id = :id::uuid and former_key = :sealed";

    private final DatabaseClient database;
    private final Sealer sealer;

    public SealedKeys(DatabaseClient database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    /// A key that is changed meanwhile is sealed anew by who changes it.
    @Override
    public Mono<Integer> reseal(int max) {
        return database.sql(OTHERS + " order by kind, id limit :max")
                .bind("prefix", sealer.prefix())
                .bind("max", max)
                .map(row -> new Stored(
                        required(row, "kind", String.class),
                        required(row, "id", String.class),
                        required(row, "sealed", byte[].class)))
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::reseal)
                .reduce(0L, Long::sum)
                .map(Math::toIntExact);
    }

    @Override
    public Mono<Long> ofOtherKeys() {
        return database.sql("select count(*) as others from (" + OTHERS + ") as sealed_by_others")
                .bind("prefix", sealer.prefix())
                .map(row -> required(row, "others", Long.class))
                .one();
    }

    private Mono<Long> reseal(Stored stored) {
        var purpose = stored.purpose();
        return database.sql(stored.update())
                .bind("id", stored.id)
                .bind("sealed", stored.sealed)
                .bind("next", sealer.seal(purpose, sealer.open(purpose, stored.sealed)))
                .fetch()
                .rowsUpdated();
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Stored(String kind, String id, byte[] sealed) {
        String update() {
            return switch (kind) {
                case "GAME_SERVER" -> RESEAL_SERVER;
                case "FORMER_OF_SERVER" -> RESEAL_FORMER;
                default -> RESEAL_KEY;
            };
        }

        String purpose() {
            return switch (kind) {
                case "ACCESS_TOKEN" -> PostgresTokenKeyStore.purpose(id);
                case "PROGRAM" -> StoredSigningKeys.purpose(SigningKeys.PROGRAM);
                case "GAME_SERVER", "FORMER_OF_SERVER" -> StoredSigningKeys.purpose(UUID.fromString(id));
                default -> throw new IllegalStateException("no kind of key: " + kind);
            };
        }
    }
}
