package dev.warfront.score.rsocket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.warfront.kernel.Side;
import dev.warfront.war.Tally;
import dev.warfront.war.WarScore;
import dev.warfront.war.WarScore.ClanScore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands in the frames of a war's score. All numbers are absolute; a delta leaves out who did not change.
@JsonInclude(JsonInclude.Include.NON_NULL)
record WarScoreJson(
        String warId,
        long lastSeq,
        @Nullable TallyJson attacker,
        @Nullable TallyJson defender,
        List<ClanJson> clans,
        @JsonProperty("final") boolean isFinal) {
    static WarScoreJson snapshot(WarScore score) {
        return of(
                score,
                TallyJson.of(score.attacker()),
                TallyJson.of(score.defender()),
                score.clans().stream().map(ClanJson::of).toList());
    }

    static WarScoreJson delta(WarScore last, WarScore next) {
        var clans = next.clans().stream()
                .filter(clan -> !last.clans().contains(clan))
                .map(ClanJson::of)
                .toList();
        return of(next, changed(Side.ATTACKER, last, next), changed(Side.DEFENDER, last, next), clans);
    }

    private static @Nullable TallyJson changed(Side side, WarScore last, WarScore next) {
        return next.of(side).equals(last.of(side)) ? null : TallyJson.of(next.of(side));
    }

    private static WarScoreJson of(
            WarScore score, @Nullable TallyJson attacker, @Nullable TallyJson defender, List<ClanJson> clans) {
        return new WarScoreJson(
                score.war().value().toString(), score.lastSeq(), attacker, defender, clans, score.isFinal());
    }

    record TallyJson(long points, long kills, long deaths, long assists, long objectives) {
        static TallyJson of(Tally tally) {
            return new TallyJson(tally.points(), tally.kills(), tally.deaths(), tally.assists(), tally.objectives());
        }
    }

    record ClanJson(String clanId, String side, long points, long kills, long deaths, long assists, long objectives) {
        static ClanJson of(ClanScore clan) {
            var tally = clan.tally();
            return new ClanJson(
                    clan.clan().value().toString(),
                    clan.side().name(),
                    tally.points(),
                    tally.kills(),
                    tally.deaths(),
                    tally.assists(),
                    tally.objectives());
        }
    }
}
