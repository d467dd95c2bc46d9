package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.OpenSessions;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Who a connection is authenticated as, and until when. It is changed on any thread; what follows from that happens on
/// the loop of the connection. Source: docs/rules/streams.md.
final class ConnectionSession {
    private final AtomicReference<@Nullable AuthenticatedSession> session = new AtomicReference<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final EventExecutor loop;
    private final Consumer<Boolean> signedIn;
    private final Runnable onEnded;
    private volatile Sinks.Empty<Void> expired = Sinks.empty();
    private @Nullable Future<?> expiry;

    /// @param signedIn told whether somebody is signed in, whenever that may have changed; must not block
    /// @param onEnded called on the loop when a session has ended, other than by the expiry of its token
    ConnectionSession(EventExecutor loop, Consumer<Boolean> signedIn, Runnable onEnded) {
        this.loop = loop;
        this.signedIn = signedIn;
        this.onEnded = onEnded;
    }

    /// Null for nobody.
    @Nullable
    Caller caller() {
        var current = session.get();
        return current == null ? null : current.caller();
    }

    /// How many have ended, other than by the expiry of a token.
    int ended() {
        return ended.get();
    }

    /// As of {@link ClientConnection#present}.
    Mono<Caller> present(OpenSessions sessions) {
        return Mono.fromSupplier(session::get)
                .flatMap(current -> sessions.callerOf(current.caller().id(), current.id())
                        .onErrorMap(failure -> RSocketErrors.because(EndCode.RETRY_AFTER.name(), failure))
                        .doOnNext(caller -> follow(current, caller))
                        .switchIfEmpty(Mono.fromRunnable(() -> end(current))));
    }

    /// What was begun by a role that is lost ends as if the token had expired.
    private void follow(AuthenticatedSession former, Caller present) {
        if (!former.caller().equals(present)
                && session.compareAndSet(former, former.as(present))
                && !present.roles().containsAll(former.caller().roles())) {
            loop.execute(this::announceExpiry);
        }
    }

    /// It is over, if it is among these.
    void endAmong(Set<UUID> over) {
        var current = session.get();
        if (current != null && over.contains(current.id())) {
            end(current);
        }
    }

    private void end(AuthenticatedSession over) {
        if (session.compareAndSet(over, null)) {
            ended.incrementAndGet();
            countAsSignedInOrNot();
            loop.execute(() -> {
                announceExpiry();
                onEnded.run();
            });
        }
    }

    /// Completes when the token has expired, after its grace.
    Mono<Void> expired() {
        return expired.asMono();
    }

    /// From now on it is this one, until some grace after its token has expired.
    void begin(AuthenticatedSession renewed, Instant now, Duration grace) {
        session.set(renewed);
        countAsSignedInOrNot();
        loop.execute(() -> scheduleExpiry(now, grace));
    }

    /// Of two that begin at once either may come first here: the one that holds counts.
    private void scheduleExpiry(Instant now, Duration grace) {
        forgetExpiry();
        var current = session.get();
        if (current != null) {
            var until = current.expiresAt();
            var rest = Duration.between(now, until.plus(grace));
            expiry = loop.schedule(() -> expire(until), Math.max(0, rest.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    /// The connection is gone. On the loop.
    void forgetExpiry() {
        var pending = expiry;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    /// One that was renewed in this very moment stays.
    private void expire(Instant until) {
        var current = session.get();
        if (current != null && current.expiresAt().isAfter(until)) {
            return;
        }
        if (session.compareAndSet(current, null)) {
            countAsSignedInOrNot();
            announceExpiry();
        } else {
            expire(until);
        }
    }

    private void announceExpiry() {
        var current = expired;
        expired = Sinks.empty();
        current.tryEmitEmpty();
    }

    /// By what there is now, whoever changed it last.
    private synchronized void countAsSignedInOrNot() {
        signedIn.accept(session.get() != null);
    }
}
