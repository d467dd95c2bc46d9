package dev.warfront.score;

import dev.warfront.identity.Presence;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.PlayerId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Who is credited with a score event is seen. Committed flushes leave their players here, which never waits;
/// they are reported beside the pipeline, each at most once a minute. A report that fails, or finds no room, is
/// made up for by the player's next event. Thread-safe.
@DomainService
public final class CreditedPlayers {
    static final Duration EVERY = Duration.ofMinutes(1);
    static final int PLAYERS_MAX = 100_000;
    private static final int REPORTS_AT_ONCE = 4;

    private final Presence presence;
    private Map<PlayerId, Instant> waiting = new LinkedHashMap<>();
    private final Map<PlayerId, Instant> reported = latest();

    public CreditedPlayers(Presence presence) {
        this.presence = presence;
    }

    /// Takes the players of committed rows.
    public synchronized void add(List<BatchDecision> committed) {
        for (var decision : committed) {
            for (var row : decision.rows()) {
                if (row.player() != null) {
                    add(row.player(), row.receivedAt());
                }
            }
        }
    }

    private void add(PlayerId player, Instant at) {
        var last = reported.get(player);
        if ((last == null || !at.isBefore(last.plus(EVERY)))
                && (waiting.size() < PLAYERS_MAX || waiting.containsKey(player))) {
            waiting.merge(player, at, (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    /// Players that wait for their report.
    public synchronized int waiting() {
        return waiting.size();
    }

    /// Reports all that wait; answers how many of the reports failed. Never fails.
    public Mono<Long> report() {
        return Flux.defer(() -> Flux.fromIterable(take().entrySet()))
                .flatMap(each -> failed(each.getKey(), each.getValue()), REPORTS_AT_ONCE)
                .count();
    }

    private synchronized Map<PlayerId, Instant> take() {
        var taken = waiting;
        waiting = new LinkedHashMap<>();
        reported.putAll(taken);
        return taken;
    }

    /// Empty when it was reported.
    private Mono<PlayerId> failed(PlayerId player, Instant at) {
        return presence.seen(player, at)
                .then(Mono.<PlayerId>empty())
                .onErrorResume(_ -> Mono.fromSupplier(() -> forget(player)));
    }

    private synchronized PlayerId forget(PlayerId player) {
        reported.remove(player);
        return player;
    }

    private static Map<PlayerId, Instant> latest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<PlayerId, Instant> eldest) {
                return size() > PLAYERS_MAX;
            }
        };
    }
}
