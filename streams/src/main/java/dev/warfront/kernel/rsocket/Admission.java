package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ConnectionCrowd;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.SourceAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Who may connect: so many in all and from one address, with some places kept for the signed-in and the last
/// of them for game servers. Who that is shows with the SETUP; until then a connection may take any place,
/// but gives way when all are taken. Strangers give way to the signed-in, the oldest of an address to the
/// next from there, and who has more to who has less. Safe for all threads. Source: docs/rules/streams.md,
/// docs/adr/0027-strangers-give-way.md.
@Component
final class Admission {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);
    private static final int SOURCES_SPARE = 4_096;

    private final AdmissionBounds bounds;
    private final ClientLimits limits;
    private final Map<SourceAddress, Source> sources = new HashMap<>();

    /// Who has sent no SETUP yet, the oldest first.
    private final SequencedSet<Place> waiting = new LinkedHashSet<>();

    /// Who may stay though nobody knows who it is.
    private final ConnectionCrowd<Place, SourceAddress> anonymous = new ConnectionCrowd<>(Place::from);

    private final ConnectionCrowd<Place, PlayerId> servers = new ConnectionCrowd<>(Place::account);
    private int taken;

    Admission(ServerSettings settings, OpenFiles files) {
        limits = settings.limits();
        bounds = AdmissionBounds.of(settings, files);
        if (bounds.all() < settings.connectionsMax()) {
            log.info("{} RSocket connections at most, for {} open files", bounds.all(), files.max());
        }
    }

    /// Takes a place for a connection. Null when there is none for it.
    ///
    /// @param giveWay called when another needs the place, at most once, by whichever thread enters or
    ///     settles, while the places are locked: must not block
    @Nullable
    synchronized Place enter(SourceAddress from, Runnable giveWay) {
        forgetRested();
        var source = sources.computeIfAbsent(from, _ -> new Source(from, limits));
        while (source.strangers.size() >= bounds.perAddress()) {
            takeFrom(source.strangers.getFirst());
        }
        if (taken >= bounds.all() && !waiting.isEmpty()) {
            takeFrom(waiting.getFirst());
        }
        if (taken >= bounds.all()) {
            return null;
        }
        taken++;
        source.connections++;
        var place = new Place(source, giveWay);
        waiting.add(place);
        source.strangers.add(place);
        return place;
    }

    /// Who has just asked much is remembered for a while after it has left, but not at any price.
    private void forgetRested() {
        if (sources.size() > bounds.all() + SOURCES_SPARE) {
            sources.values().removeIf(source -> source.connections == 0 && source.pace.isRested());
        }
        if (sources.size() > bounds.all() + SOURCES_SPARE) {
            sources.values().removeIf(source -> source.connections == 0);
        }
    }

    private void takeFrom(Place leaving) {
        free(leaving);
        leaving.giveWay.run();
    }

    private void free(Place place) {
        if (!place.left) {
            place.left = true;
            forget(place);
            taken--;
            place.source.connections--;
        }
    }

    /// Wherever it stood.
    private void forget(Place place) {
        waiting.remove(place);
        anonymous.remove(place);
        place.source.strangers.remove(place);
        if (place.account != null) {
            servers.remove(place);
            place.source.signedIn.remove(place);
        }
    }

    private boolean settleNobody(Place place) {
        var stays = place.source.pace.spend() && (isRoom(bounds.reserved()) || takesTurn(anonymous, place.from()));
        if (stays) {
            waiting.remove(place);
            anonymous.add(place);
        }
        return stays;
    }

    private boolean settleKnown(Place place, Caller caller) {
        var isServer = caller.is(Role.GAME_SERVER)
                && servers.size() < bounds.servers()
                && servers.countOf(caller.id()) < bounds.perServer();
        if (!(isServer ? isRoomFor(0) : isRoomFor(place.source, caller.id()))) {
            return false;
        }
        forget(place);
        place.account = caller.id();
        if (isServer) {
            servers.add(place);
        } else {
            place.source.signedIn.add(place);
        }
        return true;
    }

    private boolean isRoomFor(Source source, PlayerId account) {
        return source.signedIn.size() < bounds.perAddress()
                ? isRoomFor(bounds.reserved() / 2)
                : takesTurn(source.signedIn, account);
    }

    /// Makes some when none is left, as long as there are strangers.
    private boolean isRoomFor(int kept) {
        if (isRoom(kept)) {
            return true;
        }
        if (anonymous.size() > 0) {
            takeFrom(anonymous.first());
            return true;
        }
        return false;
    }

    /// For one more who stays, beside so many places that are kept from it.
    private boolean isRoom(int kept) {
        return taken - waiting.size() < bounds.all() - kept;
    }

    /// Who has least goes before who has most; among equals nobody goes, or they would take turns for ever.
    private <G> boolean takesTurn(ConnectionCrowd<Place, G> crowd, G newcomer) {
        if (crowd.largest() <= crowd.countOf(newcomer) + 1) {
            return false;
        }
        takeFrom(crowd.first());
        return true;
    }

    /// Connections that have a place.
    synchronized int taken() {
        return taken;
    }

    /// One connection's place, until it leaves.
    final class Place {
        private final Source source;
        private final Runnable giveWay;
        private @Nullable PlayerId account;
        private boolean left;

        private Place(Source source, Runnable giveWay) {
            this.source = source;
            this.giveWay = giveWay;
        }

        SourceAddress from() {
            return source.address;
        }

        private PlayerId account() {
            return Objects.requireNonNull(account);
        }

        /// Of those from its address who are not signed in: their requests, and how often one comes.
        RequestPace pace() {
            return source.pace;
        }

        /// The SETUP has shown who it is. Who may not stay goes on giving way to others until it has left.
        ///
        /// @param caller null for nobody
        /// @return whether it may stay
        boolean settle(@Nullable Caller caller) {
            synchronized (Admission.this) {
                if (!waiting.contains(this)) {
                    return false;
                }
                return caller == null ? settleNobody(this) : settleKnown(this, caller);
            }
        }

        /// Its session is over: from now on it is a stranger's.
        void signedOut() {
            synchronized (Admission.this) {
                if (!left && account != null) {
                    forget(this);
                    account = null;
                    anonymous.add(this);
                    source.strangers.add(this);
                }
            }
        }

        void leave() {
            synchronized (Admission.this) {
                free(this);
            }
        }
    }

    /// What is known of an address.
    private static final class Source {
        private final SourceAddress address;
        private final RequestPace pace;

        /// Of those who are not signed in, SETUP or not, the oldest first.
        private final SequencedSet<Place> strangers = new LinkedHashSet<>();

        /// By account, without game servers.
        private final ConnectionCrowd<Place, PlayerId> signedIn = new ConnectionCrowd<>(Place::account);

        private int connections;

        private Source(SourceAddress address, ClientLimits limits) {
            this.address = address;
            this.pace = new RequestPace(limits.addressRequestsPerSecond(), limits.addressRequestsBurst());
        }
    }
}
