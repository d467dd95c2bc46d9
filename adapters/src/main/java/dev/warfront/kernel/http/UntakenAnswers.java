package dev.warfront.kernel.http;

import dev.warfront.kernel.ConnectionCrowd;
import java.util.Optional;
import java.util.function.Function;

/// Connections whose clients do not take what was written. It lies in memory that the whole program shares:
/// when they are too many, the one that lies longest goes of the client that has most. Safe for all threads.
///
/// @param <C> a connection
final class UntakenAnswers<C> {
    private final int max;
    private final ConnectionCrowd<C, Object> crowd;

    /// None, at first.
    ///
    /// @param max that may lie there
    /// @param clientOf whose connection it is, always the same
    UntakenAnswers(int max, Function<C, Object> clientOf) {
        this.max = max;
        this.crowd = new ConnectionCrowd<>(clientOf);
    }

    /// Another one, or one of them.
    ///
    /// @return who has to go for it; empty for nobody
    synchronized Optional<C> add(C connection) {
        if (!crowd.add(connection) || crowd.size() <= max) {
            return Optional.empty();
        }
        var leaving = crowd.first();
        crowd.remove(leaving);
        return Optional.of(leaving);
    }

    /// Whether it is one of them or not.
    synchronized void remove(C connection) {
        crowd.remove(connection);
    }
}
