package dev.warfront.score.stream;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.stream.KeyedListeners;
import dev.warfront.score.WarScoreChange;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/// What this node commits, for those on it who watch: at once and every change, whether Redis answers or not.
/// Source: docs/rules/streams.md.
@Component
public final class LocalScores {
    private final KeyedListeners<WarId, WarScoreChange> wars = new KeyedListeners<>();
    private final KeyedListeners<BattleId, WarScoreChange> battles = new KeyedListeners<>();

    /// Takes committed changes; of a war in the order of seq, by one thread at a time. Never waits. One that
    /// a busy watcher loses shows as a gap between `lastSeq` and the next `prevSeq`.
    public void committed(List<WarScoreChange> changes) {
        for (var change : changes) {
            var _ = wars.tell(change.war(), change);
            for (var points : change.battles()) {
                var _ = battles.tell(points.battle(), change);
            }
        }
    }

    /// Hot; neither completes nor fails. Wants unbounded demand.
    public Flux<WarScoreChange> ofWar(WarId war) {
        return wars.listen(war);
    }

    /// As {@link #ofWar}, those in which the battle's points changed.
    public Flux<WarScoreChange> ofBattle(BattleId battle) {
        return battles.listen(battle);
    }

    /// Wars and battles that somebody watches.
    int watched() {
        return wars.size() + battles.size();
    }
}
