package dev.warfront.war.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.NameOf;
import dev.warfront.war.Scoreboard;
import dev.warfront.war.Tally;
import dev.warfront.war.WarScore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The scores of a war over HTTP.
record WarScoreJson(
        UUID id,
        long lastSeq,
        @JsonProperty("final") boolean isFinal,
        TallyJson attacker,
        TallyJson defender,
        List<ClanScoreJson> clans) {
    static WarScoreJson of(WarScore score, boolean over) {
        return new WarScoreJson(
                score.war().value(),
                score.lastSeq(),
                score.isFinal() || over,
                TallyJson.of(score.attacker()),
                TallyJson.of(score.defender()),
                score.clans().stream().map(ClanScoreJson::of).toList());
    }

    /// The numbers say all: nothing of it changes without them.
    static String eTag(WarScore score, boolean over) {
        return "\"" + score.epoch() + "." + score.lastSeq() + (score.isFinal() || over ? ".final" : "") + "\"";
    }
    /// What a side has come to.
    record TallyJson(long points, long kills, long deaths, long assists, long objectives) {
        static TallyJson of(Tally tally) {
            return new TallyJson(tally.points(), tally.kills(), tally.deaths(), tally.assists(), tally.objectives());
        }
    }
    /// What a clan has come to.
    record ClanScoreJson(
            UUID clanId, @NameOf(Side.class) String side, long points, long kills, long deaths, long assists, long objectives) {
        static ClanScoreJson of(WarScore.ClanScore clan) {
            var tally = clan.tally();
            return new ClanScoreJson(
                    clan.clan().value(),
                    clan.side().name(),
                    tally.points(),
                    tally.kills(),
                    tally.deaths(),
                    tally.assists(),
                    tally.objectives());
        }
    }

    /// How the events were judged that were read from the log.
    record WarStatsJson(
            UUID id,
            long lastSeq,
            long accepted,
            long duplicates,
            long rejected,
            @Nullable Long closedSeq,
            @JsonProperty("final") boolean isFinal) {
        static WarStatsJson of(WarId war, Scoreboard.Stats stats, boolean over) {
            return new WarStatsJson(
                    war.value(),
                    stats.lastSeq(),
                    stats.accepted(),
                    stats.duplicates(),
                    stats.rejected(),
                    stats.closedSeq(),
                    stats.isFinal() || over);
        }

        static String eTag(Scoreboard.Stats stats, boolean over) {
            var closed = stats.closedSeq() == null ? "" : ".closed";
            return "\"" + stats.accepted() + "." + stats.duplicates() + "." + stats.rejected() + closed
                    + (stats.isFinal() || over ? ".final" : "") + "\"";
        }
    }
}
