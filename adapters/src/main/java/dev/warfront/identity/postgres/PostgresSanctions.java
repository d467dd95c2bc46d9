package dev.warfront.identity.postgres;

import static dev.warfront.kernel.postgres.Rows.change;
import static dev.warfront.kernel.postgres.Rows.nullable;
import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.identity.Sanction;
import dev.warfront.identity.SanctionKind;
import dev.warfront.identity.SanctionStore;
import dev.warfront.identity.Sanctions;
import dev.warfront.identity.WarBan;
import dev.warfront.kernel.PlayerId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Table `identity_sanction`.
@Component
public final class PostgresSanctions implements SanctionStore, Sanctions {
    private static final String SELECT = "select id, account_id, kind, reason, public_text, internal_note, by_id, at,"
            + " until, lifted_by, lifted_reason, lifted_at, appeal, appealed_at from identity_sanction where ";
    private static final String ADD = """
            insert into identity_sanction (id, account_id, kind, reason, public_text, internal_note, by_id, at, until)
            values (:id, :account, :kind, :reason, :text, :note, :by, :at, :until)""";
    private static final String REPLACE = """
            update identity_sanction set lifted_by = :liftedBy, lifted_reason = :liftedReason, lifted_at = :liftedAt,
                appeal = :appeal, appealed_at = :appealedAt
            where id = :id""";
    /// Without an instant where one has no end.
    private static final String LAST = """
            select account_id, case when bool_and(until is not null) then max(until) end as until
            from identity_sanction
            where account_id = any(:accounts) and kind = any(:kinds) and lifted_at is null
              and (until is null or until > :now)
            group by account_id""";
    private static final String[] FROM_WARS = Arrays.stream(SanctionKind.values())
            .filter(SanctionKind::keepsFromWars)
            .map(SanctionKind::name)
            .toArray(String[]::new);

    private final DatabaseClient database;
    private final Clock clock;

    public PostgresSanctions(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Mono<Void> add(Sanction sanction) {
        return database.sql(ADD)
                .bind("id", sanction.id())
                .bind("account", sanction.account().value())
                .bind("kind", sanction.kind().name())
                .bind("reason", sanction.reason())
                .bind("text", sanction.publicText())
                .bind("note", sanction.internalNote())
                .bind("by", sanction.by().value())
                .bind("at", sanction.at())
                .bind("until", nullable(Instant.class, sanction.until()))
                .then();
    }

    @Override
    public Mono<PlayerId> accountOf(UUID id) {
        return database.sql("select account_id from identity_sanction where id = :id")
                .bind("id", id)
                .map(row -> new PlayerId(required(row, "account_id", UUID.class)))
                .one();
    }

    @Override
    public Mono<Sanction> lock(UUID id) {
        return database.sql(SELECT + "id = :id for update")
                .bind("id", id)
                .map(PostgresSanctions::sanction)
                .one();
    }

    @Override
    public Mono<Void> replace(Sanction next) {
        var lifted = next.lifted();
        var appeal = next.appeal();
        var sql = database.sql(REPLACE)
                .bind("id", next.id())
                .bind(
                        "liftedBy",
                        nullable(UUID.class, lifted == null ? null : lifted.by().value()))
                .bind("liftedReason", nullable(String.class, lifted == null ? null : lifted.reason()))
                .bind("liftedAt", nullable(Instant.class, lifted == null ? null : lifted.at()))
                .bind("appeal", nullable(String.class, appeal == null ? null : appeal.note()))
                .bind("appealedAt", nullable(Instant.class, appeal == null ? null : appeal.at()));
        return change(sql, "sanction", next.id());
    }

    @Override
    public Mono<List<Sanction>> of(PlayerId account, int max) {
        return database.sql(SELECT + "account_id = :account order by at desc, id desc limit :max")
                .bind("account", account.value())
                .bind("max", max)
                .map(PostgresSanctions::sanction)
                .all()
                .collectList();
    }

    @Override
    public Mono<List<Sanction>> shuttingOut(PlayerId account) {
        return database.sql(SELECT + "account_id = :account and kind in ('SUSPENSION', 'BAN') and lifted_at is null"
                        + " and (until is null or until > :now)")
                .bind("account", account.value())
                .bind("now", clock.instant())
                .map(PostgresSanctions::sanction)
                .all()
                .collectList();
    }

    @Override
    public Mono<WarBan> warBan(PlayerId player) {
        return database.sql("select id from identity_account where id = :id for share")
                .bind("id", player.value())
                .then()
                .then(warBans(List.of(player)))
                .mapNotNull(found -> found.get(player));
    }

    @Override
    public Mono<Map<PlayerId, WarBan>> warBans(Collection<PlayerId> players) {
        return last(players, FROM_WARS).collectMap(row -> new PlayerId(row.account), row -> new WarBan(row.until));
    }

    @Override
    public Mono<Instant> mutedUntil(PlayerId player) {
        return last(List.of(player), SanctionKind.MUTE.name())
                .mapNotNull(Last::until)
                .next();
    }

    private Flux<Last> last(Collection<PlayerId> players, String... kinds) {
        return database.sql(LAST)
                .bind("accounts", players.stream().map(PlayerId::value).toArray(UUID[]::new))
                .bind("kinds", kinds)
                .bind("now", clock.instant())
                .map(row -> new Last(required(row, "account_id", UUID.class), row.get("until", Instant.class)))
                .all();
    }

    private record Last(UUID account, @Nullable Instant until) {}

    private static Sanction sanction(Readable row) {
        return new Sanction(
                required(row, "id", UUID.class),
                new PlayerId(required(row, "account_id", UUID.class)),
                SanctionKind.valueOf(required(row, "kind", String.class)),
                required(row, "reason", String.class),
                required(row, "public_text", String.class),
                required(row, "internal_note", String.class),
                new PlayerId(required(row, "by_id", UUID.class)),
                required(row, "at", Instant.class),
                row.get("until", Instant.class),
                lifting(row),
                appeal(row));
    }

    private static Sanction.@Nullable Lifting lifting(Readable row) {
        var at = row.get("lifted_at", Instant.class);
        return at == null
                ? null
                : new Sanction.Lifting(
                        new PlayerId(required(row, "lifted_by", UUID.class)),
                        required(row, "lifted_reason", String.class),
                        at);
    }

    private static Sanction.@Nullable Appeal appeal(Readable row) {
        var at = row.get("appealed_at", Instant.class);
        return at == null ? null : new Sanction.Appeal(required(row, "appeal", String.class), at);
    }
}
