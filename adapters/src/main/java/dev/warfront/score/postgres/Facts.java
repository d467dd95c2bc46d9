package dev.warfront.score.postgres;

import dev.warfront.battle.BattleFact;
import dev.warfront.battle.BattleFacts;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.Batch;
import dev.warfront.score.FlushFacts;
import dev.warfront.score.WarTotals;
import dev.warfront.war.Roster;
import dev.warfront.war.Rosters;
import dev.warfront.war.WarFact;
import dev.warfront.war.WarFacts;
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
    private final WarFacts wars;
    private final Rosters rosters;
    private final BattleFacts battles;
    private final StoredTotals totals;
    private final Clock clock;

    Facts(WarFacts wars, Rosters rosters, BattleFacts battles, DatabaseClient database, Clock clock) {
        this.wars = wars;
        this.rosters = rosters;
        this.battles = battles;
        this.totals = new StoredTotals(database);
        this.clock = clock;
    }

    Mono<FlushFacts> of(List<Batch> batches) {
        var asked = new Asked(batches);
        return held(asked)
                .flatMap(found -> battles(asked)
                        .flatMap(battle -> rosters(found, asked)
                                .flatMap(roster -> restored(found, asked)
                                        .map(stored ->
                                                new FlushFacts(found, roster, battle, stored, clock.instant())))));
    }

    private Mono<Map<WarId, WarFact>> held(Asked asked) {
        return asked.books.isEmpty() ? Mono.just(Map.of()) : wars.hold(asked.books.keySet());
    }

    private Mono<Map<BattleId, BattleFact>> battles(Asked asked) {
        return asked.battles.isEmpty() ? Mono.just(Map.of()) : battles.hold(asked.battles);
    }

    private Mono<Map<WarId, Roster>> rosters(Map<WarId, WarFact> found, Asked asked) {
        return Flux.fromIterable(found.values())
                .filter(war -> war.rosterChange() != asked.rosterChange(war.id()))
                .concatMap(war -> rosters.of(war.id()))
                .collectMap(Roster::war);
    }

    private Mono<Map<WarId, WarTotals>> restored(Map<WarId, WarFact> found, Asked asked) {
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
