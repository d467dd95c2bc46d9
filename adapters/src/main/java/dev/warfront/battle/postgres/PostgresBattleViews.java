package dev.warfront.battle.postgres;

import static dev.warfront.kernel.postgres.Rows.nullable;

import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.BattleView;
import dev.warfront.battle.BattleViews;
import dev.warfront.battle.ScoredBattle;
import dev.warfront.battle.ScoredBattles;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.postgres.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Battles for readers and for judges of score events, from the same rows.
@Component
final class PostgresBattleViews implements BattleViews, ScoredBattles {
    private static final String VIEW = "select " + BattleRows.COLUMNS + " from clan_war_battles b";

    private static final String LIST = VIEW + """

            where (:war::uuid is null or b.war_id = :war)
              and (:status::text is null or b.status = :status)
              and (:at::timestamptz is null or (b.scheduled_at, b.id) < (:at, :id::uuid))
            order by b.scheduled_at desc, b.id desc limit :limit""";

    private static final String FACTS =
            "select " + BattleRows.COLUMNS + " from clan_war_battles b where b.id = any(:battles) order by b.id";

    private final DatabaseClient database;
    private final Duration deadline;

    PostgresBattleViews(DatabaseClient database, Deadline deadline) {
        this.database = database;
        this.deadline = deadline.operation();
    }

    @Override
    public Mono<BattleView> find(BattleId id) {
        return database.sql(VIEW + " where b.id = :id")
                .bind("id", id.value())
                .map(BattleRows::view)
                .one()
                .timeout(deadline);
    }

    @Override
    public Mono<Page<BattleView>> list(@Nullable BattleStatus status, PageRequest page) {
        return page(null, status, page);
    }

    @Override
    public Mono<Page<BattleView>> ofWar(WarId war, PageRequest page) {
        return page(war, null, page);
    }

    @Override
    public Mono<Map<BattleId, ScoredBattle>> find(Collection<BattleId> battles) {
        return facts(FACTS, battles);
    }

    @Override
    public Mono<Map<BattleId, ScoredBattle>> lockShared(Collection<BattleId> battles) {
        return facts(FACTS + " for share", battles);
    }

    private Mono<Page<BattleView>> page(@Nullable WarId war, @Nullable BattleStatus status, PageRequest page) {
        return Mono.defer(() -> {
            var cursor = Cursor.decode(page.cursor(), 2);
            return database.sql(LIST)
                    .bind("war", nullable(UUID.class, war == null ? null : war.value()))
                    .bind("status", nullable(String.class, status == null ? null : status.name()))
                    .bind("at", nullable(Instant.class, cursor == null ? null : cursor.instant(0)))
                    .bind("id", nullable(UUID.class, cursor == null ? null : cursor.uuid(1)))
                    .bind("limit", page.limit() + 1)
                    .map(BattleRows::view)
                    .all()
                    .collectList()
                    .map(found -> Cursor.page(
                            found,
                            page.limit(),
                            battle ->
                                    Cursor.of(battle.scheduledAt(), battle.id().value())))
                    .timeout(deadline);
        });
    }

    private Mono<Map<BattleId, ScoredBattle>> facts(String sql, Collection<BattleId> battles) {
        if (battles.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(sql)
                .bind("battles", battles.stream().map(BattleId::value).toArray(UUID[]::new))
                .map(BattleRows::fact)
                .all()
                .collect(LinkedHashMap<BattleId, ScoredBattle>::new, (map, fact) -> map.put(fact.id(), fact))
                .<Map<BattleId, ScoredBattle>>map(map -> map)
                .timeout(deadline);
    }
}
