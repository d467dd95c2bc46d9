package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.EndedSessions;
import dev.warfront.kernel.SupervisedStream;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/// Ends what connections began in sessions that are over, whether they ask for anything or not: within a second, by
/// one question of the node. Source: docs/rules/streams.md.
@Component
final class SessionWatch implements SupervisedStream {
    private static final Duration EVERY = Duration.ofMillis(500);
    /// Longer than a transaction, clocks that differ, and the pauses of a supervised stream that fails.
    private static final Duration LATELY = Duration.ofMinutes(2);

    private final EndedSessions sessions;
    private final StreamServer server;

    SessionWatch(EndedSessions sessions, StreamServer server) {
        this.sessions = sessions;
        this.server = server;
    }

    @Override
    public String name() {
        return "session-watch";
    }

    @Override
    public int phase() {
        return PUSH;
    }

    @Override
    public Flux<Void> run() {
        return sessions.within(LATELY)
                .filter(over -> !over.isEmpty())
                .doOnNext(server::endSessions)
                .then()
                .repeatWhen(rounds -> rounds.delayElements(EVERY));
    }
}
