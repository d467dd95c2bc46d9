package dev.warfront.kernel.http;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.http.ConnectionGuard.ClosedFor;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose turn it is on a connection, and since when: the client's with a request, with the rest of one, or to
/// take an answer; the program's while it handles a whole request. Set on the connection's event loop.
final class ConnectionClock {
    private static final int CHECKS_PER_BOUND = 4;

    private final ConnectionSettings settings;
    private final Ticker ticker;
    private boolean isHandling;
    private boolean isRequestPartial;
    private long untakenSinceNanos;

    private volatile long clientsTurnSinceNanos;
    private volatile boolean isClientsTurn = true;

    ConnectionClock(ConnectionSettings settings, Ticker ticker) {
        this.settings = settings;
        this.ticker = ticker;
        this.clientsTurnSinceNanos = ticker.read();
    }

    /// A request begins with its first byte, unless another one is under way.
    void bytesCame() {
        if (!isRequestPartial && !isHandling) {
            isRequestPartial = true;
            clientsTurnSinceNanos = ticker.read();
        }
    }

    /// Its last byte has come.
    void requestCame() {
        isRequestPartial = false;
    }

    /// A request is handed on.
    void handles() {
        isHandling = true;
    }

    /// It was handed on to its end.
    void hasAll() {
        if (isHandling) {
            isClientsTurn = false;
        }
    }

    /// From now on it is the client's turn to take the answer.
    void untaken() {
        untakenSinceNanos = ticker.read();
        clientsTurnSinceNanos = untakenSinceNanos;
        isClientsTurn = true;
    }

    /// The answer has left.
    void answered() {
        isHandling = false;
        clientsTurnSinceNanos = ticker.read();
        isClientsTurn = true;
    }

    /// Whether a request was handed on whose answer has not left.
    boolean isHandling() {
        return isHandling;
    }

    /// How long the client has been waited for; zero while a whole request is being handled. From any thread.
    Duration sinceClientsTurn() {
        return isClientsTurn ? Duration.ofNanos(ticker.read() - clientsTurnSinceNanos) : Duration.ZERO;
    }

    /// What the client is late with; null when it may stay.
    ///
    /// @param isUntaken whether an answer lies there
    @Nullable
    ClosedFor overdue(boolean isUntaken) {
        var now = ticker.read();
        var waited = now - clientsTurnSinceNanos;
        if (isUntaken && now - untakenSinceNanos > settings.unread().toNanos()) {
            return ClosedFor.UNREAD;
        }
        if (isRequestPartial) {
            return waited > settings.requestWithin().toNanos() ? ClosedFor.SLOW_REQUEST : null;
        }
        return !isHandling && waited > settings.idle().toNanos() ? ClosedFor.IDLE : null;
    }

    /// How often to ask what is overdue.
    Duration checkEvery() {
        return Collections.min(List.of(settings.requestWithin(), settings.idle(), settings.unread()))
                .dividedBy(CHECKS_PER_BOUND);
    }
}
