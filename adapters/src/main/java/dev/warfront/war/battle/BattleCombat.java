package dev.warfront.war.battle;

import dev.warfront.battle.Battles;
import dev.warfront.battle.StopBattles;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Combat;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The battles of the battle context.
@Component
final class BattleCombat implements Combat {
    private final Battles battles;
    private final StopBattles stopBattles;

    BattleCombat(Battles battles, StopBattles stopBattles) {
        this.battles = battles;
        this.stopBattles = stopBattles;
    }

    @Override
    public Mono<Boolean> defendsSiege(WarId war, Side side) {
        return battles.defendsSiege(war, side);
    }

    @Override
    public Mono<Void> stop(WarId war, Instant at) {
        return stopBattles.stop(war, at);
    }

    @Override
    public Mono<Map<Side, Integer>> siegesWon(WarId war) {
        return battles.siegesWon(war);
    }
}
