package dev.warfront.kernel.http;

import dev.warfront.kernel.SourceAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who holds a connection: so many in all, and from one address so many of those who are not trusted. When all
/// places are taken, a new connection takes one from another: from a stranger before anybody who is signed in, from
/// these before who is trusted; see {@link ConnectionCrowd}. Who it is shows with its first token. A tenth of the
/// places the signed-in do not keep: game servers find room, and whoever is new has time to show its token. Safe
/// for all threads. Source: docs/adr/0027-strangers-give-way.md.
final class ConnectionPlaces {
    private static final int KEPT_DIVISOR = 10;

    private final int max;
    private final int perAddressMax;
    private final int signedInMax;
    private final Map<Standing, ConnectionCrowd> crowds = new EnumMap<>(Standing.class);
    private int taken;

    ConnectionPlaces(int max, int perAddressMax) {
        this.max = max;
        this.perAddressMax = perAddressMax;
        this.signedInMax = max - max / KEPT_DIVISOR;
        for (var standing : Standing.values()) {
            crowds.put(standing, new ConnectionCrowd());
        }
    }

    /// What is known of who holds a connection. Who stands lower gives way first.
    enum Standing {
        STRANGER,
        SIGNED_IN,
        /// A game server, or a configured proxy: its connections are those of many.
        TRUSTED
    }

    /// Takes a place for a connection. Null when its address has too many.
    ///
    /// @param giveWay called once, from any thread, when another needs the place
    @Nullable
    synchronized Place enter(SourceAddress from, Standing standing, Runnable giveWay) {
        if (standing != Standing.TRUSTED && countOf(from) >= perAddressMax) {
            return null;
        }
        if (taken >= max) {
            makeRoom();
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

    private int countOf(SourceAddress from) {
        return crowds.values().stream().mapToInt(crowd -> crowd.countOf(from)).sum();
    }

    private void makeRoom() {
        for (var crowd : crowds.values()) {
            if (crowd.size() > 0) {
                var leaving = crowd.first();
                free(leaving);
                leaving.giveWay.run();
                return;
            }
        }
    }

    private synchronized void free(Place place) {
        if (!place.left) {
            place.left = true;
            taken--;
            crowd(place.standing).remove(place);
        }
    }

    private synchronized void raise(Place place, Standing shown) {
        if (place.left || place.standing.compareTo(shown) >= 0) {
            return;
        }
        move(place, shown);
        var signedIn = crowd(Standing.SIGNED_IN);
        if (signedIn.size() > signedInMax) {
            move(signedIn.first(), Standing.STRANGER);
        }
    }

    private void move(Place place, Standing to) {
        crowd(place.standing).remove(place);
        place.standing = to;
        crowd(to).add(place);
    }

    private ConnectionCrowd crowd(Standing standing) {
        return Objects.requireNonNull(crowds.get(standing));
    }

    /// One connection's place, until it leaves.
    final class Place {
        private final SourceAddress from;
        private final Runnable giveWay;
        private volatile Standing standing;
        private boolean left;

        private Place(SourceAddress from, Standing standing, Runnable giveWay) {
            this.from = from;
            this.standing = standing;
            this.giveWay = giveWay;
        }

        SourceAddress from() {
            return from;
        }

        /// A token has shown who it is. Whoever has stood higher stays there. Where too many are signed in
        /// already, one of them gives way as strangers do, until it asks again.
        void settle(Standing shown) {
            if (standing.compareTo(shown) < 0) {
                raise(this, shown);
            }
        }

        /// As often as one likes.
        void leave() {
            free(this);
        }
    }
}
