package dev.warfront.score;

import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What became of score events, for those who handed them in. Committed; what is refused is there as long as it
/// is kept for review. Where a server asks, it learns of refusals only what it has signed itself.
/// Source: docs/rules/score.md, verdicts.
public interface EventVerdicts {
    /// The newest refusals that are counted, of all that name a server.
    int COUNTED_MAX = 10_000;

    /// What holds of the event: that it counts, else the refusal that each repeat of it gets, else the last that
    /// could be mended. Empty when nothing was decided under that id and time.
    ///
    /// @param occurredAt as its sender said, in milliseconds
    /// @param server who asks; null for an administrator, who learns also of what nobody has signed
    Mono<EventVerdict> of(WarId war, UUID event, Instant occurredAt, @Nullable UUID server);

    /// What stands in the rejected count of a war, in the order in which it was decided.
    ///
    /// @param server whose events; null for all
    /// @param after what is answered is decided later
    Mono<List<EventVerdict.Refused>> refused(WarId war, @Nullable UUID server, Position after, int limit);

    /// What names that server and stands in no war's count, the newest first.
    Mono<Page<EventVerdict.Refused>> uncounted(UUID server, PageRequest page);

    /// How many of the newest {@link #COUNTED_MAX} of these were refused for which reason.
    Mono<Map<ScoreCode, Long>> uncountedByCode(UUID server);

    /// A place in the one partition that holds what counts for a war.
    ///
    /// @param offset of the record; -1 before all
    /// @param index in the record
    record Position(long offset, int index) {
        public static final Position START = new Position(-1, 0);
    }
}
