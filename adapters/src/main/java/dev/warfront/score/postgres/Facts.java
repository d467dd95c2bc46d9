package dev.warfront.score.postgres;

import dev.warfront.battle.ScoredBattle;
import dev.warfront.battle.ScoredBattles;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.Batch;
import dev.warfront.score.FlushContext;
import dev.warfront.score.WarTotals;
import dev.warfront.war.Roster;
import dev.warfront.war.Rosters;
import dev.warfront.war.ScoredWar;
import dev.warfront.war.ScoredWars;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Reads what a flush is judged by, inside its transaction: wars first, then battles, both held as they are.
@Component
final class Facts {
    private final ScoredWars wars;
    private final Rosters rosters;
    private final ScoredBattles battles;
    private final StoredTotals totals;
    private final Clock clock;

    Facts(ScoredWars wars, Rosters rosters, ScoredBattles battles, DatabaseClient database, Clock clock) {
        this.wars = wars;
        this.rosters = rosters;
        this.battles = battles;
        this.totals = new StoredTotals(database);
        this.clock = clock;
    }

    Mono<FlushContext> of(List<Batch> batches) {
        var asked = new Asked(batches);
        return held(asked)
                .flatMap(found -> battles(asked)
                        .flatMap(battle -> rosters(found, asked)
                                .flatMap(roster -> restored(found, asked)
                                        .map(stored ->
                                                new FlushContext(found, roster, battle, stored, clock.instant())))));
    }

    private Mono<Map<WarId, ScoredWar>> held(Asked asked) {
        return asked.books.isEmpty() ? Mono.just(Map.of()) : wars.lockShared(asked.books.keySet());
    }

    private Mono<Map<BattleId, ScoredBattle>> battles(Asked asked) {
        return asked.battles.isEmpty() ? Mono.just(Map.of()) : battles.lockShared(asked.battles);
    }

    private Mono<Map<WarId, Roster>> rosters(Map<WarId, ScoredWar> found, Asked asked) {
        return Flux.fromIterable(found.values())
                .filter(war -> war.rosterChange() != asked.rosterChange(war.id()))
                .concatMap(war -> rosters.of(war.id()))
                .collectMap(Roster::war);
    }

    private Mono<Map<WarId, WarTotals>> restored(Map<WarId, ScoredWar> found, Asked asked) {
        return totals.restore(
                found.keySet().stream().filter(war -> !asked.knows(war)).toList());
    }

    /// What the batches name.
    private static final class Asked {
        private final Map<WarId, Batch> books = new HashMap<>();
        private final HashSet<BattleId> battles = new HashSet<>();

        Asked(List<Batch> batches) {
            batches.forEach(batch -> {
                batch.wars().forEach(war -> books.put(war, batch));
                battles.addAll(batch.battles());
            });
        }

        long rosterChange(WarId war) {
            var batch = books.get(war);
            return batch == null ? -1 : batch.book().rosterChange(war);
        }

        boolean knows(WarId war) {
            var batch = books.get(war);
            return batch != null && batch.book().knows(war);
        }
    }
}
