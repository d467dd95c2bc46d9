package dev.warfront.war;

import dev.warfront.kernel.UseCase;
import dev.warfront.timer.TimerRules;

/// The rules that a war declared now would keep.
@UseCase
public final class RuleBook {
    private final WarRules current;

    public RuleBook(
            PhaseRules phase,
            TimerRules timer,
            DeclareRules declare,
            LimitRules limit,
            StartRules start,
            RosterRules roster,
            SideRules side,
            CancelRules cancel,
            CooldownRules cooldown,
            ImmunityRules immunity,
            LandRules land,
            WinnerRules winner,
            ScoreWindow score,
            BattleRules battle,
            CaptureRules capture) {
        current = new WarRules(
                phase, timer, declare, limit, start, roster, side, cancel, cooldown, immunity, land, winner, score,
                battle, capture);
    }

    public WarRules current() {
        return current;
    }
}
