package dev.warfront.kernel.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.crypto.SealedValues;
import dev.warfront.kernel.crypto.Sealer;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The stored answers to commands: nobody seals them anew, since none is read after a day.
@Component
public final class SealedAnswers implements SealedValues {
    private static final String OTHERS = """
            select count(*) as others from idempotency_keys
            where substring(body from 1 for length(:prefix)) <> :prefix
              and created_at > clock_timestamp() - interval '24 hours'""";

    private final DatabaseClient database;
    private final Sealer sealer;

    public SealedAnswers(DatabaseClient database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    @Override
    public Mono<Integer> reseal(int max) {
        return Mono.just(0);
    }

    @Override
    public Mono<Long> ofOtherKeys() {
        return database.sql(OTHERS)
                .bind("prefix", sealer.prefix())
                .map(row -> required(row, "others", Long.class))
                .one();
    }
}
