package dev.warfront.battle;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Combat;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Ends the battles of a war that is no longer ACTIVE.
@DomainService
public final class WarCombat implements Combat {
    private final Battles battles;
    private final BattleClosing closing;
    private final AbandonedBattles abandoned;

    public WarCombat(Battles battles, BattleClosing closing, AbandonedBattles abandoned) {
        this.battles = battles;
        this.closing = closing;
        this.abandoned = abandoned;
    }

    /// What is fought is aborted, what has not begun is cancelled.
    @Override
    public Mono<Void> stop(WarId war, Instant at) {
        return battles.lockOpenOf(war)
                .flatMapMany(Flux::fromIterable)
                .concatMap(battle -> closing.abort(battle, at))
                .then(abandoned.dismiss(war));
    }
}
