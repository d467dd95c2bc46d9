package dev.warfront.war;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Scores of wars for readers. A war without a score answers zeros; whether the war exists is asked elsewhere.
public interface Scoreboard {
    Mono<WarScore> score(WarId war);

    Mono<Stats> stats(WarId war);

    /// Players without a row are left out. At most 100 players.
    Mono<Map<PlayerId, Tally>> players(WarId war, Collection<PlayerId> players);

    /// accepted + duplicates + rejected + afterFinal = events of the war that were read from the log, where somebody
    /// known has signed them.
    ///
    /// @param closedSeq the last ledger row before the cut-off marker; null until it was met
    /// @param afterFinal events behind the end of the war; the other three do not move any more then
    record Stats(
            long lastSeq,
            long accepted,
            long duplicates,
            long rejected,
            @Nullable Long closedSeq,
            boolean isFinal,
            long afterFinal) {}
}
