package dev.warfront.score.rsocket;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.BattleScore;
import dev.warfront.score.Counts;
import dev.warfront.score.ScoreNews;
import dev.warfront.score.ScoreSnapshots;
import dev.warfront.score.WarScore;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.score.WarScoreChange.ClanCounts;
import dev.warfront.score.WatchedScores;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Scores of one war and battle as the store has them, and what is told of them live; telling can be left out.
public final class FakeScores implements ScoreSnapshots, WatchedScores {
    private final WarId war;
    private final BattleId battle;
    private final ClanId clan;
    private final Sinks.Many<ScoreNews> news = Sinks.many().multicast().directBestEffort();
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
                Map.of(Side.ATTACKER, counts()),
                List.of(new ClanCounts(clan, Side.ATTACKER, counts())),
                List.of(new BattlePoints(battle, battlePoints, 0)),
                false,
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

    public void tell(WarScoreChange change) {
        news.emitNext(new ScoreNews.Changed(change), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    public void deafen() {
        news.emitNext(new ScoreNews.Disconnected(), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    private Counts counts() {
        return new Counts(points, seq, 0, 0, 0);
    }

    @Override
    public Mono<WarScore> war(WarId id) {
        return Mono.fromSupplier(this::warScore);
    }

    private synchronized WarScore warScore() {
        reads.incrementAndGet();
        var clans = new HashMap<ClanId, ClanCounts>();
        if (seq > 0) {
            clans.put(clan, new ClanCounts(clan, Side.ATTACKER, counts()));
        }
        return new WarScore(war, epoch, seq, counts(), Counts.NONE, clans, last, Instant.now());
    }

    @Override
    public Mono<BattleScore> battle(WarId id, BattleId ofBattle) {
        return Mono.fromSupplier(this::battleScore);
    }

    private synchronized BattleScore battleScore() {
        reads.incrementAndGet();
        return new BattleScore(war, battle, epoch, seq, battlePoints, 0, Instant.now());
    }

    private Flux<ScoreNews> heard() {
        return Flux.concat(Mono.just(new ScoreNews.Listening()), news.asFlux());
    }

    @Override
    public Flux<ScoreNews> watchWar(WarId id) {
        return heard();
    }

    @Override
    public Flux<ScoreNews> watchBattle(BattleId id) {
        return heard();
    }
}
