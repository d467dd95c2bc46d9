package dev.warfront.battle;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.battle.BattleRefusal.WarFull;
import dev.warfront.battle.BattleRefusal.WarNotActive;
import dev.warfront.battle.BattleRefusal.WorldFull;
import dev.warfront.kernel.Result;
import dev.warfront.war.War;
import java.time.Instant;

/// The limits within which battles are fought, looked at in each of their steps: the war, its deadline, how many run.
final class BattleLimits {
    private BattleLimits() {}

    /// The numbers of battles that the war keeps.
    static BattleRules rules(War war) {
        return war.rules().section(BattleRules.class);
    }

    /// The war, if it is fought now.
    static Result<War.Active, BattleRefusal> fought(War war, Instant now) {
        return war instanceof War.Active active && active.isFoughtAt(now)
                ? done(active)
                : refused(new WarNotActive(war.status()));
    }

    /// The load, if there is a place for one more.
    static Result<Battles.Load, BattleRefusal> place(Battles.Load load, BattleRules rules) {
        if (load.war() >= rules.maxPerWar()) {
            return refused(new WarFull(rules.maxPerWar()));
        }
        return load.world() >= rules.maxGlobal() ? refused(new WorldFull(rules.maxGlobal())) : done(load);
    }
}
