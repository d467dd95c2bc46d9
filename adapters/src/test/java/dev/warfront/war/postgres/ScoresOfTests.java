package dev.warfront.war.postgres;

import dev.warfront.battle.BattleScores;
import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.battle.CaptureScores;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.WarId;
import dev.warfront.score.ScoreWindow;
import dev.warfront.war.CutOffMarkers;
import dev.warfront.war.FinalScores;
import dev.warfront.war.FinalTotals;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.Tally;
import dev.warfront.war.WarRules;
import dev.warfront.war.WarScore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/// Scores are what a test says.
public final class ScoresOfTests implements CutOffMarkers, FinalScores, Scoreboard, CaptureScores, BattleScores {
    public final Map<WarId, FinalTotals> totals = new ConcurrentHashMap<>();
    public final Map<BattleId, Score> battles = new ConcurrentHashMap<>();
    public final List<WarId> markers = new CopyOnWriteArrayList<>();
    public final List<CaptureScoreEvent> captures = new CopyOnWriteArrayList<>();
    public final List<WarId> closed = new CopyOnWriteArrayList<>();

    @Override
    public Duration lateGrace(WarRules rules) {
        return rules.section(ScoreWindow.class).lateGrace();
    }

    @Override
    public Mono<Void> appendCutOffMarker(WarId war, Instant cutOff) {
        return Mono.fromRunnable(() -> markers.add(war));
    }

    @Override
    public Mono<FinalTotals> verified(WarId war) {
        return Mono.fromSupplier(() -> totals.getOrDefault(war, FinalTotals.NOTHING));
    }

    @Override
    public Mono<Void> finalise(WarId war, long lastSeq) {
        return Mono.fromRunnable(() -> {
            closed.add(war);
            if (totals.getOrDefault(war, FinalTotals.NOTHING).lastSeq() != lastSeq) {
                throw new StaleWrite("final scores of war " + war.value());
            }
        });
    }

    @Override
    public Mono<WarScore> score(WarId war) {
        return verified(war)
                .map(all -> new WarScore(
                        war, 1, all.lastSeq(), false, all.attacker(), all.defender(), List.of(), Instant.EPOCH));
    }

    @Override
    public Mono<Stats> stats(WarId war) {
        return Mono.just(new Stats(0, 0, 0, 0, null, false, 0));
    }

    @Override
    public Mono<Map<PlayerId, Tally>> players(WarId war, Collection<PlayerId> players) {
        return verified(war).map(FinalTotals::players);
    }

    @Override
    public Mono<Void> append(CaptureScoreEvent event) {
        return Mono.fromRunnable(() -> captures.add(event));
    }

    @Override
    public Mono<Score> of(WarId war, BattleId battle) {
        return Mono.fromSupplier(() -> battles.getOrDefault(battle, Score.NOTHING));
    }
}
