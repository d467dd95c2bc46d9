package dev.warfront.war;

import dev.warfront.timer.TimerRules;

/// All numbers a war obeys. It keeps those of its declaration until it is ENDED, so that a changed configuration never
/// alters a running war.
public record WarRules(
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
        CaptureRules capture) {}
