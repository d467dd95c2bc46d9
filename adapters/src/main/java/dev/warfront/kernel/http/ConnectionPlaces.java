package dev.warfront.kernel.http;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ConnectionCrowd;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.SourceAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who holds a connection: so many in all, and so many from one address. A new connection always gets a
/// place. When all are taken it is that of another: of a stranger before anybody who is signed in, of these
/// before game servers, of these before proxies; when its address has as many as it may, that of another of
/// its address. Who it is shows with a token, and is believed for a minute. A tenth of the places, of the
/// node and of each address, those who are known do not keep: whoever is new has time to show its token. Safe
/// for all threads. Source: docs/adr/0027-strangers-give-way.md.
final class ConnectionPlaces {
    /// How long a connection stands as a token has shown.
    static final Duration STANDING_FOR = Duration.ofMinutes(1);

    /// A token that is shown again before that changes nothing, and so costs nothing.
    private static final long RENEWED_AFTER_NANOS = STANDING_FOR.dividedBy(4).toNanos();

    private static final int FREE_DIVISOR = 10;

    /// Game servers stand as such on this part of all places, and each on this part of that.
    private static final int SERVERS_DIVISOR = 4;

    private final int max;
    private final int perAddressMax;
    private final int knownMax;
    private final int signedInPerAddressMax;
    private final int serversMax;
    private final int perServerMax;
    private final Ticker ticker;
    private final ConnectionCrowd<Place, SourceAddress> anonymous = new ConnectionCrowd<>(Place::from);
    private final ConnectionCrowd<Place, SourceAddress> signedIn = new ConnectionCrowd<>(Place::from);
    private final ConnectionCrowd<Place, PlayerId> servers = new ConnectionCrowd<>(Place::server);
    private final ConnectionCrowd<Place, SourceAddress> proxies = new ConnectionCrowd<>(Place::from);

    /// Whom a token has shown, whose is the longest ago first.
    private final SequencedSet<Place> shown = new LinkedHashSet<>();

    private int taken;

    /// All of them free.
    ///
    /// @param max connections in all
    /// @param perAddressMax of those from one address, who are neither proxies nor game servers
    ConnectionPlaces(int max, int perAddressMax, Ticker ticker) {
        this.max = max;
        this.perAddressMax = perAddressMax;
        this.knownMax = max - max / FREE_DIVISOR;
        this.signedInPerAddressMax = perAddressMax - perAddressMax / FREE_DIVISOR;
        this.serversMax = Math.max(1, max / SERVERS_DIVISOR);
        this.perServerMax = Math.max(1, serversMax / SERVERS_DIVISOR);
        this.ticker = ticker;
    }

    /// What is known of who holds a connection. Who stands lower gives way first.
    enum Standing {
        /// No token, or none lately.
        ANONYMOUS,
        SIGNED_IN,
        GAME_SERVER,
        /// Configured: its connections are those of many.
        PROXY
    }

    /// Takes a place for a connection, if need be that of another.
    ///
    /// @param from where it comes from
    /// @param standing {@link Standing#PROXY} or {@link Standing#ANONYMOUS}: a token has not come yet
    /// @param giveWay called when another needs the place, at most once, by whichever thread enters, while
    ///     the places are locked: must not block
    synchronized Place enter(SourceAddress from, Standing standing, Runnable giveWay) {
        lowerLapsed(ticker.read());
        while (standing != Standing.PROXY && anonymous.countOf(from) + signedIn.countOf(from) >= perAddressMax) {
            takeFrom(anonymous.countOf(from) > 0 ? anonymous.firstOf(from) : signedIn.firstOf(from));
        }
        if (taken >= max) {
            takeFrom(firstOfAll());
        }
        taken++;
        var place = new Place(from, standing, giveWay);
        crowd(standing).add(place);
        return place;
    }

    /// Connections that have a place.
    synchronized int taken() {
        return taken;
    }

    private Place firstOfAll() {
        return Stream.of(anonymous, signedIn, servers, proxies)
                .filter(crowd -> crowd.size() > 0)
                .findFirst()
                .orElseThrow()
                .first();
    }

    private void takeFrom(Place leaving) {
        free(leaving);
        leaving.giveWay.run();
    }

    private synchronized void free(Place place) {
        if (!place.left) {
            place.left = true;
            taken--;
            shown.remove(place);
            crowd(place.standing).remove(place);
        }
    }

    private synchronized void show(Place place, Standing proven, PlayerId who, long now) {
        lowerLapsed(now);
        if (place.left || place.standing.compareTo(proven) > 0) {
            return;
        }
        place.shownNanos = now;
        shown.addLast(place); // from wherever it was
        if (place.standing != proven) {
            crowd(place.standing).remove(place);
            place.server = proven == Standing.GAME_SERVER ? who : null;
            add(place, proven);
            keepBounds(place.server);
        }
    }

    private void keepBounds(@Nullable PlayerId server) {
        if (server != null && servers.countOf(server) > perServerMax) {
            lower(servers.firstOf(server), Standing.SIGNED_IN);
        } else if (servers.size() > serversMax) {
            lower(servers.first(), Standing.SIGNED_IN);
        }
        if (signedIn.size() + servers.size() > knownMax) {
            lower(signedIn.first(), Standing.ANONYMOUS);
        }
    }

    private void lowerLapsed(long now) {
        while (!shown.isEmpty() && now - shown.getFirst().shownNanos >= STANDING_FOR.toNanos()) {
            lower(shown.getFirst(), Standing.ANONYMOUS);
        }
    }

    private void lower(Place place, Standing standing) {
        crowd(place.standing).remove(place);
        if (standing == Standing.ANONYMOUS) {
            shown.remove(place);
        }
        add(place, standing);
    }

    private void add(Place place, Standing standing) {
        place.standing = standing;
        crowd(standing).add(place);
        if (standing == Standing.SIGNED_IN && signedIn.countOf(place.from) > signedInPerAddressMax) {
            lower(signedIn.firstOf(place.from), Standing.ANONYMOUS);
        }
    }

    private ConnectionCrowd<Place, ?> crowd(Standing standing) {
        return switch (standing) {
            case ANONYMOUS -> anonymous;
            case SIGNED_IN -> signedIn;
            case GAME_SERVER -> servers;
            case PROXY -> proxies;
        };
    }

    /// One connection's place, until it leaves.
    final class Place {
        private final SourceAddress from;
        private final Runnable giveWay;
        private volatile Standing standing;
        private volatile long shownNanos;
        private @Nullable PlayerId server;
        private boolean left;

        private Place(SourceAddress from, Standing standing, Runnable giveWay) {
            this.from = from;
            this.standing = standing;
            this.giveWay = giveWay;
        }

        SourceAddress from() {
            return from;
        }

        boolean isOfProxy() {
            return standing == Standing.PROXY;
        }

        private PlayerId server() {
            return Objects.requireNonNull(server);
        }

        /// A verified token has shown who it is. Whoever stands higher stays there, but not for longer. Where
        /// too many stand so already, one of them is lowered, until it asks again.
        void identified(Caller caller) {
            var proven = caller.is(Role.GAME_SERVER) ? Standing.GAME_SERVER : Standing.SIGNED_IN;
            var now = ticker.read();
            var isRaised = standing.compareTo(proven) < 0;
            if (isRaised || (standing == proven && now - shownNanos >= RENEWED_AFTER_NANOS)) {
                show(this, proven, caller.id(), now);
            }
        }

        /// As often as one likes.
        void leave() {
            free(this);
        }
    }
}
