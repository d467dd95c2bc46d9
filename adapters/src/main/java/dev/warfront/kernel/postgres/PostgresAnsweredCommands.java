package dev.warfront.kernel.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.crypto.Sealer;
import dev.warfront.kernel.http.AnsweredCommands;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Table `idempotency_keys`. An advisory lock of the transaction stands for a key in work, so that one whose node dies
/// is free at once. Bodies are sealed: an answer may hold a password that is shown only once.
@Component
public final class PostgresAnsweredCommands implements AnsweredCommands {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final DatabaseClient database;
    private final Sealer sealer;
    private final JsonMapper json;

    public PostgresAnsweredCommands(DatabaseClient database, Sealer sealer, JsonMapper json) {
        this.database = database;
        this.sealer = sealer;
        this.json = json;
    }

    @Override
    public Mono<Boolean> claim(UUID caller, String key) {
        return database.sql("select pg_try_advisory_xact_lock(hashtextextended(:lock, 0)) as claimed")
                .bind("lock", purpose(caller, key))
                .mapValue(Boolean.class)
                .one();
    }

    @Override
    public Mono<Answered> find(UUID caller, String key) {
        return database.sql(
                        "select request_hash, status, headers::text as headers, body from idempotency_keys"
                                + " where caller = :caller and key = :key and created_at > clock_timestamp() - interval '24 hours'")
                .bind("caller", caller)
                .bind("key", key)
                .map(row -> answered(row, purpose(caller, key)))
                .one();
    }

    @Override
    public Mono<Void> store(UUID caller, String key, Answered answer) {
        return database.sql("insert into idempotency_keys (caller, key, request_hash, status, headers, body)"
                        + " values (:caller, :key, :hash, :status, :headers, :body)"
                        + " on conflict (caller, key) do update set request_hash = excluded.request_hash,"
                        + " status = excluded.status, headers = excluded.headers, body = excluded.body,"
                        + " created_at = clock_timestamp()") // what was not found is too old
                .bind("caller", caller)
                .bind("key", key)
                .bind("hash", HexFormat.of().parseHex(answer.requestHash()))
                .bind("status", (short) answer.status())
                .bind("headers", Json.of(json.writeValueAsString(answer.headers())))
                .bind("body", sealer.seal(purpose(caller, key), answer.body().getBytes(StandardCharsets.UTF_8)))
                .then();
    }

    private Answered answered(Readable row, String purpose) {
        return new Answered(
                HexFormat.of().formatHex(required(row, "request_hash", byte[].class)),
                required(row, "status", Short.class),
                json.readValue(required(row, "headers", String.class), HEADERS),
                new String(sealer.open(purpose, required(row, "body", byte[].class)), StandardCharsets.UTF_8));
    }

    private static String purpose(UUID caller, String key) {
        return "answer " + caller + " " + key;
    }
}
