package dev.warfront.score.redis;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.war.Tally;
import dev.warfront.war.WarScore.ClanScore;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A change of a war's score on its way between nodes.
///
/// @param last no point can follow
record ScoreChangeJson(
        UUID warId,
        int epoch,
        long lastSeq,
        long prevSeq,
        Map<Side, TallyJson> sides,
        List<ClanJson> clans,
        List<BattleJson> battles,
        boolean last,
        Instant at) {
    record TallyJson(long points, long kills, long deaths, long assists, long objectives) {
        static TallyJson of(Tally tally) {
            return new TallyJson(tally.points(), tally.kills(), tally.deaths(), tally.assists(), tally.objectives());
        }

        Tally tally() {
            return new Tally(points, kills, deaths, assists, objectives);
        }
    }

    record ClanJson(UUID clanId, Side side, TallyJson counts) {}

    record BattleJson(UUID battleId, long attacker, long defender) {}

    static ScoreChangeJson of(WarScoreChange change) {
        var sides = new EnumMap<Side, TallyJson>(Side.class);
        change.sides().forEach((side, tally) -> sides.put(side, TallyJson.of(tally)));
        return new ScoreChangeJson(
                change.war().value(),
                change.epoch(),
                change.lastSeq(),
                change.prevSeq(),
                sides,
                change.clans().stream()
                        .map(clan -> new ClanJson(clan.clan().value(), clan.side(), TallyJson.of(clan.tally())))
                        .toList(),
                change.battles().stream()
                        .map(points -> new BattleJson(points.battle().value(), points.attacker(), points.defender()))
                        .toList(),
                change.last(),
                change.at());
    }

    WarScoreChange change() {
        var changed = new EnumMap<Side, Tally>(Side.class);
        sides.forEach((side, tally) -> changed.put(side, tally.tally()));
        return new WarScoreChange(
                new WarId(warId),
                epoch,
                lastSeq,
                prevSeq,
                changed,
                clans.stream()
                        .map(clan -> new ClanScore(
                                new ClanId(clan.clanId()),
                                clan.side(),
                                clan.counts().tally()))
                        .toList(),
                battles.stream()
                        .map(points ->
                                new BattlePoints(new BattleId(points.battleId()), points.attacker(), points.defender()))
                        .toList(),
                last,
                at);
    }
}
