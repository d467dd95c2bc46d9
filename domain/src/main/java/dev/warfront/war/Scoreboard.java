package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Scores of wars for readers. A war without a score answers zeros; whether the war exists is asked elsewhere.
public interface Scoreboard {
    Mono<Scores> scores(WarId war);

    Mono<Stats> stats(WarId war);

    /// Players without a row are left out. At most 100 players.
    Mono<Map<PlayerId, Tally>> players(WarId war, Collection<PlayerId> players);

    /// The totals of a war.
    ///
    /// @param epoch numbering that lastSeq belongs to, 1 at first; rises when totals were rebuilt
    /// @param lastSeq the last ledger row that is in the sums
    /// @param isFinal no row will follow
    record Scores(int epoch, long lastSeq, boolean isFinal, Tally attacker, Tally defender, List<ClanScore> clans) {
        public Scores {
            clans = List.copyOf(clans);
        }
    }

    record ClanScore(ClanId clan, Side side, Tally tally) {}

    /// accepted + duplicates + rejected = events of the war that were read from the log.
    ///
    /// @param closedSeq the last ledger row before the cut-off marker; null until it was met
    record Stats(
            long lastSeq,
            long accepted,
            long duplicates,
            long rejected,
            @Nullable Long closedSeq,
            boolean isFinal) {}
}
