package dev.warfront.battle.postgres;

import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.BattleView;
import dev.warfront.battle.BattleViews;
import dev.warfront.battle.ScoredBattle;
import dev.warfront.battle.ScoredBattles;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.Conditions;
import dev.warfront.kernel.postgres.Cursor;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Battles for readers and for judges of score events, from the same rows.
@Component
final class PostgresBattleViews implements BattleViews, ScoredBattles {
    private static final String SCORED = BattleRows.SELECT + " where b.id = any(:battles) order by b.id";
    private static final String NEWEST = " order by b.scheduled_at desc, b.id desc limit :limit";

    private final DatabaseClient database;

    PostgresBattleViews(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<BattleView> find(BattleId id) {
        return database.sql(BattleRows.SELECT + " where b.id = :id")
                .bind("id", id.value())
                .map(PostgresBattleViews::view)
                .one();
    }

    @Override
    public Mono<Page<BattleView>> list(@Nullable BattleStatus status, PageRequest page) {
        return newest(() -> new Conditions(status == null ? "true" : "b.status = " + Conditions.literal(status)), page);
    }

    @Override
    public Mono<Page<BattleView>> ofWar(WarId war, PageRequest page) {
        return newest(() -> new Conditions("b.war_id = :war").with("war", war.value()), page);
    }

    @Override
    public Mono<Map<BattleId, ScoredBattle>> find(Collection<BattleId> battles) {
        return scored(SCORED, battles);
    }

    @Override
    public Mono<Map<BattleId, ScoredBattle>> lockShared(Collection<BattleId> battles) {
        return scored(SCORED + " for share", battles);
    }

    /// Only conditions that a page really has, so that an index gives the order whatever plan the server keeps.
    ///
    /// @param asked made anew for each subscription, since conditions collect
    private Mono<Page<BattleView>> newest(Supplier<Conditions> asked, PageRequest page) {
        return Cursor.page(
                page,
                2,
                cursor -> {
                    var wanted = behind(cursor, asked.get());
                    return database.sql(BattleRows.SELECT + " where " + wanted.sql() + NEWEST)
                            .bindValues(wanted.values())
                            .bind("limit", page.limit() + 1)
                            .map(PostgresBattleViews::view)
                            .all();
                },
                PostgresBattleViews::position);
    }

    private static Conditions behind(@Nullable Cursor cursor, Conditions asked) {
        return cursor == null
                ? asked
                : asked.and("(b.scheduled_at, b.id) < (:at, :id)")
                        .with("at", cursor.instant(0))
                        .with("id", cursor.uuid(1));
    }

    private static Cursor position(BattleView battle) {
        return Cursor.of(battle.terms().scheduledAt(), battle.id().value());
    }

    private static BattleView view(Readable row) {
        return BattleView.of(BattleRows.battle(row));
    }

    private Mono<Map<BattleId, ScoredBattle>> scored(String sql, Collection<BattleId> battles) {
        return battles.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(sql)
                        .bind("battles", battles.stream().map(BattleId::value).toArray(UUID[]::new))
                        .map(BattleRows::scored)
                        .all()
                        .collectMap(ScoredBattle::id);
    }
}
