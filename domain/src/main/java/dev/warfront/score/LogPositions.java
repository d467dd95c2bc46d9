package dev.warfront.score;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Where the partitions of the log go on, and of which log that is meant: one that is deleted and made anew has the
/// same name and another id. Source: docs/rules/score.md, pipeline.
public interface LogPositions {
    /// As committed, without waiting for a flush under way. A partition that nobody has begun is missing.
    Mono<Map<Integer, Position>> of(Collection<Integer> partitions);

    /// Says which log is meant, where that was not known. A partition that nobody has begun begins at its offset here;
    /// one that was begun stays where it is.
    Mono<Void> begin(Map<Integer, Long> offsets, UUID log);

    /// A place in one log.
    ///
    /// @param next offset of the first record that is not in the ledger
    /// @param log null when it was not noted
    record Position(long next, @Nullable UUID log) {}
}
