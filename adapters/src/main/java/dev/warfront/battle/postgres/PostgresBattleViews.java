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
import dev.warfront.kernel.postgres.Cursor;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Battles for readers and for judges of score events, from the same rows.
@Component
final class PostgresBattleViews implements BattleViews, ScoredBattles {
    private static final String SCORED = BattleRows.SELECT + " where b.id = any(:battles) order by b.id";

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
        return status == null ? newest(null, null, page) : newest("status", status.name(), page);
    }

    @Override
    public Mono<Page<BattleView>> ofWar(WarId war, PageRequest page) {
        return newest("war_id", war.value(), page);
    }

    @Override
    public Mono<Map<BattleId, ScoredBattle>> find(Collection<BattleId> battles) {
        return scored(SCORED, battles);
    }

    @Override
    public Mono<Map<BattleId, ScoredBattle>> lockShared(Collection<BattleId> battles) {
        return scored(SCORED + " for share", battles);
    }

    /// The statement of one page: only conditions that it really has, so that an index gives the order whatever plan
    /// the server keeps.
    ///
    /// @param column what is asked for, null for all battles
    /// @param goesOn whether another page was before
    static String newest(@Nullable String column, boolean goesOn) {
        var asked = column == null ? "" : " and b." + column + " = :asked";
        var from = goesOn ? " and (b.scheduled_at, b.id) < (:at, :id)" : "";
        return BattleRows.SELECT + " where true" + asked + from
                + " order by b.scheduled_at desc, b.id desc limit :limit";
    }

    private Mono<Page<BattleView>> newest(@Nullable String column, @Nullable Object asked, PageRequest page) {
        return Cursor.page(
                page,
                2,
                cursor -> {
                    var select = database.sql(newest(column, cursor != null)).bind("limit", page.limit() + 1);
                    if (asked != null) {
                        select = select.bind("asked", asked);
                    }
                    if (cursor != null) {
                        select = select.bind("at", cursor.instant(0)).bind("id", cursor.uuid(1));
                    }
                    return select.map(PostgresBattleViews::view).all();
                },
                PostgresBattleViews::position);
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
