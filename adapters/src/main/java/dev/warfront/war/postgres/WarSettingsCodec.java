package dev.warfront.war.postgres;

import dev.warfront.kernel.json.SectionCodec;
import dev.warfront.kernel.json.StoredFields;
import dev.warfront.war.WarSettings;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The numbers of wars as a war keeps them.
@Component
final class WarSettingsCodec implements SectionCodec<WarSettings> {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    @Override
    public Class<WarSettings> type() {
        return WarSettings.class;
    }

    @Override
    public void write(WarSettings part, ObjectNode rules) {
        var phase = part.phase();
        rules.putObject("phase")
                .put("declared", phase.declared().toString())
                .put("preparation", phase.preparation().toString())
                .put("active", phase.active().toString());
        rules.putObject("timer")
                .put("late_tolerance", part.timer().lateTolerance().toString());
        write(part.declare(), rules.putObject("declare"));
        var limit = part.limit();
        rules.putObject("limit")
                .put("offensive", limit.offensive())
                .put("defensive", limit.defensive())
                .put("total", limit.total())
                .put("global", limit.global());
        rules.putObject("start")
                .put("min_active_members", part.start().minActiveMembers())
                .put("seen_within", part.start().seenWithin().toString());
        rules.putObject("roster").put("tenure", part.roster().tenure().toString());
        rules.putObject("side").put("max_players", part.side().maxPlayers());
        rules.putObject("cancel")
                .put("refund_bp", part.cancel().refundBp())
                .put("amends_bp", part.cancel().amendsBp());
        rules.putObject("cooldown")
                .put("pair", part.cooldown().pair().toString())
                .put("declare", part.cooldown().declare().toString());
        var immunity = part.immunity();
        rules.putObject("immunity")
                .put("loser", immunity.loser().toString())
                .put("after_streak", immunity.afterStreak().toString())
                .put("cancelled", immunity.cancelled().toString());
        rules.putObject("land").put("protection", part.land().protection().toString());
        rules.putObject("winner").put("min_points", part.winner().minPoints());
    }

    private static void write(WarSettings.Declare declare, ObjectNode section) {
        section.put("min_members", declare.minMembers())
                .put("min_level", declare.minLevel())
                .put("stronghold_level", declare.strongholdLevel())
                .put("min_age", declare.minAge().toString())
                .put("max_size_ratio", declare.maxSizeRatio())
                .put("max_level_gap", declare.maxLevelGap())
                .put("seen_within", declare.seenWithin().toString())
                .put("max_targets", declare.maxTargets())
                .put("reach_m", declare.reachM())
                .put("cross_region", declare.crossRegion())
                .put("base_cost", declare.baseCost())
                .put("free_members", declare.freeMembers())
                .put("member_bp", declare.memberBp())
                .put("open_war_bp", declare.openWarBp())
                .put("max_cost_factor", declare.maxCostFactor())
                .put("per_hour", declare.perHour());
    }

    @Override
    public WarSettings read(JsonNode rules) {
        var phase = StoredFields.of(rules, "phase");
        var timer = StoredFields.of(rules, "timer");
        var limit = StoredFields.of(rules, "limit");
        var start = StoredFields.of(rules, "start");
        var roster = StoredFields.of(rules, "roster");
        var side = StoredFields.of(rules, "side");
        var cancel = StoredFields.of(rules, "cancel");
        var cooldown = StoredFields.of(rules, "cooldown");
        var immunity = StoredFields.of(rules, "immunity");
        var land = StoredFields.of(rules, "land");
        var winner = StoredFields.of(rules, "winner");
        return new WarSettings(
                new WarSettings.Phase(
                        phase.duration("declared", Duration.ofHours(1)),
                        phase.duration("preparation", DAY),
                        phase.duration("active", WEEK)),
                new WarSettings.Timer(timer.duration("late_tolerance", Duration.ofMinutes(15))),
                declare(StoredFields.of(rules, "declare")),
                new WarSettings.Limit(
                        limit.integer("offensive", 2),
                        limit.integer("defensive", 3),
                        limit.integer("total", 5),
                        limit.integer("global", 1_000)),
                new WarSettings.Start(start.integer("min_active_members", 10), start.duration("seen_within", WEEK)),
                new WarSettings.Roster(roster.duration("tenure", DAY)),
                new WarSettings.Side(side.integer("max_players", 250)),
                new WarSettings.Cancel(cancel.integer("refund_bp", 5_000), cancel.integer("amends_bp", 2_500)),
                new WarSettings.Cooldown(
                        cooldown.duration("pair", Duration.ofDays(14)), cooldown.duration("declare", DAY)),
                new WarSettings.Immunity(
                        immunity.duration("loser", Duration.ofHours(72)),
                        immunity.duration("after_streak", WEEK),
                        immunity.duration("cancelled", DAY)),
                new WarSettings.Land(land.duration("protection", Duration.ofHours(72))),
                new WarSettings.Winner(winner.number("min_points", 100)));
    }

    private static WarSettings.Declare declare(StoredFields declare) {
        return new WarSettings.Declare(
                declare.integer("min_members", 15),
                declare.integer("min_level", 3),
                declare.integer("stronghold_level", 5),
                declare.duration("min_age", WEEK),
                declare.integer("max_size_ratio", 4),
                declare.integer("max_level_gap", 20),
                declare.duration("seen_within", WEEK),
                declare.integer("max_targets", 5),
                declare.decimal("reach_m", 5_000),
                declare.flag("cross_region", false),
                declare.number("base_cost", 10_000),
                declare.integer("free_members", 30),
                declare.integer("member_bp", 100),
                declare.integer("open_war_bp", 5_000),
                declare.integer("max_cost_factor", 10),
                declare.integer("per_hour", 10));
    }
}
