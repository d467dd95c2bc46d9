package dev.warfront.war.rsocket;

import dev.warfront.kernel.WarId;
import dev.warfront.kernel.rsocket.RSocketErrors;
import dev.warfront.kernel.rsocket.StreamState;
import dev.warfront.war.LoggedEvent;
import dev.warfront.war.WarView;
import dev.warfront.war.WarViews;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Follows the event log of one war. Every entry is a moment, so numbers rise by one and any node counts alike.
final class PhaseLog {
    private static final int PAGE = 256;
    private static final long EPOCH = 0;

    private final WarId war;
    private final WarViews wars;
    private final JsonMapper json;
    private final int kept;
    private @Nullable Phase last;

    /// For one subscription to the log, whose moments all viewers of a node share.
    ///
    /// @param kept how many of the newest moments are shown of what there is at first
    PhaseLog(WarId war, WarViews wars, JsonMapper json, int kept) {
        this.war = war;
        this.wars = wars;
        this.json = json;
        this.kept = kept;
    }

    /// Each signal reads the log on. Signals are taken one at a time.
    Flux<List<StreamState>> follow(Flux<?> signals) {
        return signals.onBackpressureLatest().concatMap(_ -> readOn(), 1).filter(moments -> !moments.isEmpty());
    }

    private Mono<List<StreamState>> readOn() {
        return wars.find(war)
                .switchIfEmpty(Mono.error(RSocketErrors::notFound))
                .flatMap(view -> isKnown(view)
                        ? Mono.just(List.of())
                        : entries().collectList().map(entries -> moments(entries, view)));
    }

    private boolean isKnown(WarView view) {
        return last != null && last.seq() >= view.logSeq();
    }

    /// All entries after the last one known.
    private Flux<LoggedEvent> entries() {
        return page(last == null ? 0 : last.seq())
                .expand(page ->
                        page.size() < PAGE ? Mono.empty() : page(page.getLast().seq()))
                .concatMapIterable(page -> page);
    }

    private Mono<List<LoggedEvent>> page(long after) {
        return wars.eventsAfter(war, after, PAGE);
    }

    private List<StreamState> moments(List<LoggedEvent> entries, WarView view) {
        var moments = new ArrayList<StreamState>();
        for (var entry : entries) {
            var next = phase(entry);
            last = entry.seq() == view.logSeq() ? next.with(view) : next;
            moments.add(moment(last));
        }
        return List.copyOf(moments.subList(Math.max(0, moments.size() - kept), moments.size()));
    }

    private Phase phase(LoggedEvent entry) {
        var payload = json.readTree(entry.payload());
        return last == null ? Phase.declared(war.value(), entry, payload) : last.after(entry, payload);
    }

    private static StreamState moment(Phase phase) {
        return new StreamState(
                EPOCH,
                phase.seq(),
                phase.at(),
                PhaseJson.Snapshot.of(phase),
                PhaseJson.Delta.of(phase),
                phase.isLast());
    }
}
