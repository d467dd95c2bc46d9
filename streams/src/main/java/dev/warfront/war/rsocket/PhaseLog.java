package dev.warfront.war.rsocket;

import dev.warfront.kernel.WarId;
import dev.warfront.kernel.rsocket.RSocketErrors;
import dev.warfront.kernel.rsocket.StreamState;
import dev.warfront.war.HotWars;
import dev.warfront.war.WarLog;
import dev.warfront.war.WarPhase;
import dev.warfront.war.WarView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Follows the event log of one war. Every entry is a state of the stream, so numbers rise by one and any
/// node counts alike.
final class PhaseLog {
    private static final int PAGE = 256;
    private static final long EPOCH = 0;

    private final WarId war;
    private final HotWars hot;
    private final WarLog log;
    private final int kept;
    private @Nullable WarPhase last;

    /// For one subscription to the log, whose states all subscribers of a node share.
    ///
    /// @param kept how many of the newest states are shown of what there is at first
    PhaseLog(WarId war, HotWars hot, WarLog log, int kept) {
        this.war = war;
        this.hot = hot;
        this.log = log;
        this.kept = kept;
    }

    /// Each signal reads the log on. Signals are taken one at a time.
    Flux<List<StreamState>> follow(Flux<?> signals) {
        return signals.onBackpressureLatest().concatMap(_ -> readOn(), 1).filter(states -> !states.isEmpty());
    }

    private Mono<List<StreamState>> readOn() {
        return hot.wars()
                .now(war)
                .switchIfEmpty(Mono.error(RSocketErrors::notFound))
                .flatMap(view -> isKnown(view)
                        ? Mono.just(List.of())
                        : entries().collectList().map(entries -> states(entries, view)));
    }

    private boolean isKnown(WarView view) {
        return last != null && last.seq() >= view.logSeq();
    }

    /// All entries after the last one known.
    private Flux<WarLog.Entry> entries() {
        return page(last == null ? 0 : last.seq())
                .expand(page ->
                        page.size() < PAGE ? Mono.empty() : page(page.getLast().seq()))
                .concatMapIterable(page -> page);
    }

    private Mono<List<WarLog.Entry>> page(long after) {
        return log.after(war, after, PAGE);
    }

    private List<StreamState> states(List<WarLog.Entry> entries, WarView view) {
        var states = new ArrayList<StreamState>();
        for (var entry : entries) {
            var next = last == null ? WarPhase.first(entry) : last.after(entry);
            last = entry.seq() == view.logSeq() ? next.with(view) : next;
            states.add(state(last));
        }
        return List.copyOf(states.subList(Math.max(0, states.size() - kept), states.size()));
    }

    private static StreamState state(WarPhase phase) {
        return new StreamState(
                EPOCH,
                phase.seq(),
                phase.at(),
                PhaseJson.Snapshot.of(phase),
                PhaseJson.Delta.of(phase),
                phase.isLast());
    }
}
