package dev.warfront.identity.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.identity.GameServer;
import dev.warfront.identity.GameServers;
import dev.warfront.identity.IdentityRules;
import dev.warfront.identity.KeyRotation;
import dev.warfront.identity.Secrets;
import dev.warfront.identity.SigningKeys;
import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.BackgroundWork;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.cache.RecentlyRead;
import dev.warfront.kernel.crypto.Sealer;
import dev.warfront.kernel.postgres.AfterCommit;
import dev.warfront.kernel.postgres.Cursor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.r2dbc.spi.Readable;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Table `identity_game_server`, and the keys of {@link StoredSigningKeys}. These are remembered for a while, opened; a
/// revoked server has none. Scores wait for them, and a read that is remembered is shared:
/// so each is {@link BackgroundWork}, whoever asks.
@Component
public final class PostgresGameServers implements GameServers, SigningKeys, MeterBinder {
    private static final int REMEMBERED_MAX = 1_000;
    /// How long somebody may be unknown who is registered by another node.
    private static final Duration KNOWN_STALENESS = Duration.ofSeconds(1);

    private static final String ALL = "all";
    private static final String SELECT = "select id, name, created_at, revoked_at, version from identity_game_server";

    private final DatabaseClient database;
    private final StoredSigningKeys keys;
    private final Clock clock;
    private final RecentlyRead<UUID, ServerKeys> recent;
    /// All that are not revoked, which are few: whoever invents an id costs no query.
    private final RecentlyRead<String, Set<UUID>> known;

    public PostgresGameServers(
            DatabaseClient database, Sealer sealer, Secrets secrets, Clock clock, Ticker ticker, IdentityRules rules) {
        this.database = database;
        this.keys = new StoredSigningKeys(database, sealer, secrets, clock);
        this.clock = clock;
        this.recent = new RecentlyRead<>(rules.token().staleness(), REMEMBERED_MAX, ticker, this::read);
        this.known = new RecentlyRead<>(KNOWN_STALENESS, 1, ticker, _ -> readKnown());
    }

    @Override
    public void bindTo(MeterRegistry metrics) {
        recent.bindTo(metrics, "game_server_keys");
    }

    @Override
    public Mono<byte[]> keyOf(UUID serverId) {
        return keysOf(serverId).map(found -> found.signing(clock.instant()));
    }

    @Override
    public Mono<List<byte[]>> acceptedOf(UUID serverId) {
        return keysOf(serverId).map(found -> found.accepted(clock.instant()));
    }

    private Mono<ServerKeys> keysOf(UUID serverId) {
        return isKnown(serverId).flatMap(_ -> recent.of(serverId));
    }

    /// True or empty.
    private Mono<Boolean> isKnown(UUID id) {
        return id.equals(PROGRAM)
                ? Mono.just(true)
                : known.of(ALL).map(all -> all.contains(id)).filter(found -> found);
    }

    private Mono<Set<UUID>> readKnown() {
        return database.sql("select id from identity_game_server where revoked_at is null")
                .map(row -> required(row, "id", UUID.class))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Mono<Boolean> isTrusted(PlayerId id) {
        return keysOf(id.value()).hasElement();
    }

    @Override
    public Mono<Void> add(GameServer server, byte[] signingKey) {
        return database.sql("insert into identity_game_server (id, name, signing_key, created_at, version)"
                        + " values (:id, :name, :key, :at, :version)"
                        + " on conflict (lower(name)) where revoked_at is null do nothing")
                .bind("id", server.id().value())
                .bind("name", server.name())
                .bind("key", keys.sealed(server.id().value(), signingKey))
                .bind("at", server.createdAt())
                .bind("version", server.version())
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 1 ? Mono.empty() : Mono.error(new AlreadyTaken(NAME)))
                .then(AfterCommit.run(() -> known.forget(ALL)));
    }

    @Override
    public Mono<GameServer> find(PlayerId id) {
        return database.sql(SELECT + " where id = :id")
                .bind("id", id.value())
                .map(PostgresGameServers::server)
                .one();
    }

    @Override
    public Mono<Page<GameServer>> page(PageRequest page) {
        return Cursor.page(
                page,
                2,
                after -> {
                    var sql = database.sql(SELECT + (after == null ? "" : " where (created_at, id) < (:at, :id)")
                                    + " order by created_at desc, id desc limit :max")
                            .bind("max", page.limit() + 1);
                    return (after == null
                                    ? sql
                                    : sql.bind("at", after.instant(0)).bind("id", after.uuid(1)))
                            .map(PostgresGameServers::server)
                            .all();
                },
                last -> Cursor.of(last.createdAt(), last.id().value()));
    }

    @Override
    public Mono<GameServer> lock(PlayerId id) {
        return locked(id, " for update");
    }

    @Override
    public Mono<GameServer> lockShared(PlayerId id) {
        return locked(id, " for share");
    }

    private Mono<GameServer> locked(PlayerId id, String lock) {
        return database.sql(SELECT + " where id = :id" + lock)
                .bind("id", id.value())
                .map(PostgresGameServers::server)
                .one();
    }

    @Override
    public Mono<Void> revoke(PlayerId id, Instant at) {
        return database.sql("update identity_game_server set revoked_at = :at, version = version + 1"
                        + " where id = :id and revoked_at is null")
                .bind("at", at)
                .bind("id", id.value())
                .then()
                .then(AfterCommit.run(() -> {
                    recent.forget(id.value());
                    known.forget(ALL);
                }));
    }

    /// Two seals of one key differ, so it is opened to be compared.
    @Override
    public Mono<Boolean> changeKey(PlayerId id, byte[] signingKey) {
        return keys.of(id.value())
                .filter(found -> !MessageDigest.isEqual(found.present(), signingKey))
                .flatMap(_ -> replaceKey(id.value(), signingKey).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Void> replaceKey(UUID id, byte[] signingKey) {
        return database.sql("update identity_game_server set signing_key = :key, former_key = null, key_from = null,"
                        + " former_until = null, version = version + 1 where id = :id")
                .bind("key", keys.sealed(id, signingKey))
                .bind("id", id)
                .then()
                .then(AfterCommit.run(() -> recent.forget(id)));
    }

    /// The present key becomes the former one as it is sealed: the purpose of both is the same.
    @Override
    public Mono<Void> exchangeKey(PlayerId id, byte[] signingKey, KeyRotation rotation) {
        return database.sql("update identity_game_server set former_key = signing_key, signing_key = :key,"
                        + " key_from = :from, former_until = :until, version = version + 1 where id = :id")
                .bind("key", keys.sealed(id.value(), signingKey))
                .bind("from", rotation.signsFrom())
                .bind("until", rotation.formerUntil())
                .bind("id", id.value())
                .then()
                .then(AfterCommit.run(() -> recent.forget(id.value())));
    }

    private Mono<ServerKeys> read(UUID id) {
        return keys.of(id).contextWrite(BackgroundWork::mark);
    }

    private static GameServer server(Readable row) {
        return new GameServer(
                new PlayerId(required(row, "id", UUID.class)),
                required(row, "name", String.class),
                row.get("revoked_at", Instant.class) != null,
                required(row, "created_at", Instant.class),
                required(row, "version", Long.class));
    }
}
