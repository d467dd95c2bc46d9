package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.OpenSessions;
import dev.warfront.kernel.SourceAddress;
import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import io.rsocket.DuplexConnection;
import io.rsocket.exceptions.ConnectionCloseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

/// One client connection, of either transport: its channel, its format, its caller, and its subscriptions. Every
/// request finds it in its Reactor context.
public final class ClientConnection {
    private final Channel channel;
    private final EventExecutor loop;
    private final DuplexConnection connection;
    private final Subscriptions subscriptions = new Subscriptions();
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private volatile FrameFormat format = FrameFormat.JSON;
    private final ConnectionSession session;
    private final ServerSettings settings;
    private final HeldBytes.Account held;
    private final Admission.Place place;
    private final AtomicInteger requests = new AtomicInteger();
    private final ReadGate gate = new ReadGate(this);
    private volatile boolean known;

    ClientConnection(
            Channel channel,
            DuplexConnection connection,
            ServerSettings settings,
            HeldBytes.Account held,
            Admission.Place place) {
        this.channel = channel;
        this.loop = channel.eventLoop();
        this.connection = connection;
        this.settings = settings;
        this.held = held;
        this.place = place;
        this.session = new ConnectionSession(loop, this::signedIn, this::endSubscriptions);
    }

    /// The connection whose request runs in this context.
    public static ClientConnection of(ContextView context) {
        return context.get(ClientConnection.class);
    }

    /// What it is counted by.
    SourceAddress from() {
        return place.from();
    }

    EventExecutor loop() {
        return loop;
    }

    boolean writable() {
        return channel.isWritable();
    }

    /// Stands in its channel between the transport and what writes to it.
    ReadGate gate() {
        return gate;
    }

    /// Nothing is read from it for so long.
    void pauseFor(Duration time) {
        gate.pauseFor(channel, time);
    }

    boolean isOpen() {
        return channel.isActive();
    }

    /// Whether anything is read from it at this moment; see {@link ReadGate}.
    boolean isRead() {
        return channel.config().isAutoRead();
    }

    /// What this node holds for it.
    HeldBytes.Account held() {
        return held;
    }

    /// Longest frame in bytes that it may send: more once it has signed in.
    int frameMax() {
        return known ? settings.frameMax() : settings.limits().anonymousFrameMax();
    }

    /// Longest payload in bytes that it may send, in fragments: more once it has signed in.
    int payloadMax() {
        return known ? settings.payloadMax() : settings.limits().anonymousFrameMax();
    }

    /// Its SETUP has shown who it is.
    ///
    /// @return whether there is a place for it
    boolean settle() {
        var stays = place.settle(session.caller());
        if (!isSignedIn()) {
            place.signedOut(); // its session may have ended meanwhile
        }
        return stays;
    }

    /// Whether anybody is known to be behind it at this moment.
    boolean isSignedIn() {
        return session.caller() != null;
    }

    public FrameFormat format() {
        return format;
    }

    void format(FrameFormat chosen) {
        format = chosen;
    }

    /// Who it is authenticated as at this moment, with the roles of this moment; empty for nobody. A session that has
    /// ended meanwhile ends here, as if its token had expired. Error: RETRY_AFTER while that cannot be looked up.
    public Mono<Caller> present(OpenSessions sessions) {
        return session.present(sessions);
    }

    /// Its session is over, if it is among these.
    void endAmong(Set<UUID> over) {
        session.endAmong(over);
    }

    /// All that was begun in the session ends with it, what nobody needs to be known for too.
    private void endSubscriptions() {
        subscriptions.each(subscriber -> subscriber.end(EndCode.TOKEN_EXPIRED));
    }

    /// How many of its sessions have ended, other than by the expiry of a token. What was begun in one of them
    /// ends with it, even what is not under way yet.
    int sessionsEnded() {
        return session.ended();
    }

    /// Completes when the token has expired, after its grace.
    public Mono<Void> expired() {
        return session.expired();
    }

    /// Completes when the program stops: what is under way may end, nothing is begun.
    public Mono<Void> closing() {
        return closing.asMono();
    }

    /// From now on it is authenticated as that caller, until some grace after the token has expired.
    void authenticate(AuthenticatedSession renewed, Instant now, Duration grace) {
        session.begin(renewed, now, grace);
        known = true;
    }

    private void signedIn(boolean isSignedIn) {
        held.signedIn(isSignedIn);
        if (!isSignedIn) {
            place.signedOut();
        }
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    /// Counts one request more, of so many bytes, that is under way.
    ///
    /// @return false when it has too many already, or too large ones
    boolean begin(int bytes) {
        if (requests.incrementAndGet() <= settings.limits().requestsMax() && held.take(ReadGate.cost(bytes))) {
            return true;
        }
        requests.decrementAndGet();
        return false;
    }

    /// A request that {@link #begin} counted is over.
    void end(int bytes) {
        requests.decrementAndGet();
        held.give(ReadGate.cost(bytes));
    }

    void disconnected() {
        place.leave();
        held.close();
        loop().execute(session::forgetExpiry);
    }

    void announceClosing() {
        closing.tryEmitEmpty();
    }

    void close() {
        connection.sendErrorAndClose(new ConnectionCloseException(EndCode.SHUTDOWN.name()));
    }

    /// At once, whatever is still to be sent.
    void drop() {
        connection.dispose();
        var _ = channel.close();
    }
}
