package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.WarId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Wars for readers: committed, at most a moment old.
public interface WarViews {
    /// Empty when there is no such war.
    Mono<WarView> find(WarId id);

    /// Newest first.
    Mono<Page<WarView>> list(Filter filter, PageRequest page);

    /// Participants by player id, a page at a time; none before the war was ACTIVE.
    Mono<Page<ParticipantView>> participants(WarId war, PageRequest page);

    /// The contested land, by territory id.
    Mono<List<ContestedLand>> territories(WarId war);

    /// Entries of the event log after a sequence number, ascending, at most `limit`.
    ///
    /// @param reader whose members read, null for the public: a clan of the war sees every entry, all others
    /// those that are public
    Mono<List<LoggedEvent>> eventsAfter(WarId war, @Nullable ClanId reader, long afterSeq, int limit);

    /// Each part restricts; null does not.
    record Filter(
            @Nullable WarStatus status,
            @Nullable ClanId clan,
            @Nullable String region) {}
}
