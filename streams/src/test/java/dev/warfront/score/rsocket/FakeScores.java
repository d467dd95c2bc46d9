package dev.warfront.score.rsocket;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.BattleScore;
import dev.warfront.score.BattleScoreboard;
import dev.warfront.score.ScoreUpdate;
import dev.warfront.score.ScoreUpdates;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.Tally;
import dev.warfront.war.WarScore;
import dev.warfront.war.WarScore.ClanScore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Scores of one war and battle as the store has them, and their live updates, which can be left out.
public final class FakeScores implements Scoreboard, BattleScoreboard, ScoreUpdates {
    private final WarId war;
    private final BattleId battle;
    private final ClanId clan;
    private final Sinks.Many<ScoreUpdate> updates = Sinks.many().multicast().directBestEffort();
    public final AtomicInteger reads = new AtomicInteger();
    private int epoch = 1;
    private long seq;
    private long points;
    private long battlePoints;
    private boolean last;

    public FakeScores(WarId war, BattleId battle, ClanId clan) {
        this.war = war;
        this.battle = battle;
        this.clan = clan;
    }

    /// The attacker makes points in the battle; committed.
    public synchronized WarScoreChange score(long more) {
        var prev = seq++;
        points += more;
        battlePoints += more;
        return new WarScoreChange(
                war,
                epoch,
                seq,
                prev,
                Map.of(Side.ATTACKER, tally()),
                List.of(new ClanScore(clan, Side.ATTACKER, tally())),
                List.of(new BattlePoints(battle, battlePoints, 0)),
                Instant.now());
    }

    public synchronized void rebuilt() {
        epoch++;
    }

    public synchronized void finish() {
        last = true;
    }

    public synchronized long points() {
        return points;
    }

    public void push(WarScoreChange change) {
        updates.emitNext(new ScoreUpdate.Changed(change), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    public void connect() {
        updates.emitNext(new ScoreUpdate.Connected(), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    public void disconnect() {
        updates.emitNext(new ScoreUpdate.Disconnected(), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    private Tally tally() {
        return new Tally(points, seq, 0, 0, 0);
    }

    @Override
    public Mono<WarScore> score(WarId id) {
        return Mono.fromSupplier(this::warScore);
    }

    private synchronized WarScore warScore() {
        reads.incrementAndGet();
        var clans = seq > 0 ? List.of(new ClanScore(clan, Side.ATTACKER, tally())) : List.<ClanScore>of();
        return new WarScore(war, epoch, seq, last, tally(), Tally.NOTHING, clans, Instant.now());
    }

    @Override
    public Mono<BattleScore> score(WarId id, BattleId ofBattle) {
        return Mono.fromSupplier(this::battleScore);
    }

    private synchronized BattleScore battleScore() {
        reads.incrementAndGet();
        return new BattleScore(war, battle, epoch, seq, battlePoints, 0, Instant.now());
    }

    @Override
    public Mono<Stats> stats(WarId id) {
        return Mono.just(new Stats(0, 0, 0, 0, null, false, 0));
    }

    @Override
    public Mono<Map<PlayerId, Tally>> players(WarId id, Collection<PlayerId> players) {
        return Mono.just(Map.of());
    }

    private Flux<ScoreUpdate> updates() {
        // Connected is what it says: whoever hears it misses no update any more.
        return Flux.merge(updates.asFlux(), Mono.just(new ScoreUpdate.Connected()));
    }

    @Override
    public Flux<ScoreUpdate> watchWar(WarId id) {
        return updates();
    }

    @Override
    public Flux<ScoreUpdate> watchBattle(BattleId id) {
        return updates();
    }
}
