package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Role;
import dev.warfront.kernel.SourceAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Who may connect: so many in all and from one address, with some places kept for the signed-in and the last of them
/// for game servers. Who that is shows with the SETUP; until then a connection may take any place, but gives way when
/// all are taken. Safe for all threads.
@Component
final class Admission {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);
    private static final int SOURCES_SPARE = 4_096;

    private final int max;
    private final int reserved;
    private final ClientLimits limits;
    private final Map<SourceAddress, Source> sources = new HashMap<>();
    /// Who has sent no SETUP yet, the oldest first.
    private final Set<Place> waiting = new LinkedHashSet<>();
    private int taken;

    Admission(ServerSettings settings, OpenFiles files) {
        limits = settings.limits();
        max = (int) Math.min(settings.connectionsMax(), files.max() / 2);
        reserved = Math.min(limits.connectionsReserved(), max / 10);
        if (max < settings.connectionsMax()) {
            log.info("{} RSocket connections at most, for {} open files", max, files.max());
        }
    }

    /// Takes a place for a connection. Null when there is none for it.
    ///
    /// @param giveWay called once, from any thread, when another needs the place before the SETUP has come
    @Nullable
    synchronized Place enter(SourceAddress from, Runnable giveWay) {
        forgetRested();
        var source = sources.computeIfAbsent(from, _ -> new Source(from, limits));
        if (source.connections >= limits.perAddressMax() || !source.pace.spend() || !hasRoom()) {
            return null;
        }
        taken++;
        source.connections++;
        var place = new Place(source, giveWay);
        waiting.add(place);
        return place;
    }

    /// Who has just asked much is remembered for a while after it has left, but not at any price.
    private void forgetRested() {
        if (sources.size() > max + SOURCES_SPARE) {
            sources.values().removeIf(source -> source.connections == 0 && source.pace.isRested());
        }
        if (sources.size() > max + SOURCES_SPARE) {
            sources.values().removeIf(source -> source.connections == 0);
        }
    }

    /// Makes some when none is left.
    private boolean hasRoom() {
        if (taken >= max && !waiting.isEmpty()) {
            var oldest = waiting.iterator().next();
            free(oldest);
            oldest.giveWay.run();
        }
        return taken < max;
    }

    private void free(Place place) {
        if (!place.left) {
            place.left = true;
            waiting.remove(place);
            taken--;
            place.source.connections--;
        }
    }

    /// Connections that have a place.
    synchronized int taken() {
        return taken;
    }

    /// One connection's place, until it leaves.
    final class Place {
        private final Source source;
        private final Runnable giveWay;
        private boolean left;

        private Place(Source source, Runnable giveWay) {
            this.source = source;
            this.giveWay = giveWay;
        }

        SourceAddress from() {
            return source.address;
        }

        /// Of the requests of all connections from its address, and of new ones.
        RequestPace pace() {
            return source.pace;
        }

        /// The SETUP has shown who it is. Who may not stay goes on giving way to others until it has left.
        ///
        /// @param roles null for nobody
        /// @return whether it may stay
        boolean settle(@Nullable Set<Role> roles) {
            synchronized (Admission.this) {
                var staying = taken - waiting.size() + 1;
                return !left && staying <= max - keptFrom(roles) && waiting.remove(this);
            }
        }

        private int keptFrom(@Nullable Set<Role> roles) {
            if (roles == null) {
                return reserved;
            }
            return roles.contains(Role.GAME_SERVER) ? 0 : reserved / 2;
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
        private int connections;

        private Source(SourceAddress address, ClientLimits limits) {
            this.address = address;
            this.pace = new RequestPace(limits.addressRequestsPerSecond(), limits.addressRequestsBurst());
        }
    }
}
