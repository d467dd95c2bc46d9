package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Role;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Who may connect: so many in all and from one source, with some places kept for the signed-in and the last of them
/// for game servers. Who that is shows with the SETUP; until then a connection may take any place, but gives way when
/// all are taken. Safe for all threads.
@Component
final class Admission {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    private final int max;
    private final int reserved;
    private final int perSource;
    private final Map<Source, Integer> bySource = new HashMap<>();
    /// Who has sent no SETUP yet, the oldest first.
    private final Set<Place> waiting = new LinkedHashSet<>();
    private int taken;

    Admission(ServerSettings settings) {
        this(settings, OpenFiles.max());
    }

    /// @param filesMax open files that the process may have
    Admission(ServerSettings settings, long filesMax) {
        max = (int) Math.min(settings.connectionsMax(), filesMax / 5 * 3);
        reserved = Math.min(settings.limits().connectionsReserved(), max / 10);
        perSource = settings.limits().connectionsPerSource();
        if (max < settings.connectionsMax()) {
            log.info("{} RSocket connections at most, for {} open files", max, filesMax);
        }
    }

    /// Takes a place for a connection. Null when there is none for it.
    ///
    /// @param giveWay called once, from any thread, when another needs the place before the SETUP has come
    @Nullable
    Place enter(SocketAddress address, Runnable giveWay) {
        var source = Source.of(address);
        synchronized (this) {
            if (bySource.getOrDefault(source, 0) >= perSource || !hasRoom()) {
                return null;
            }
            taken++;
            bySource.merge(source, 1, Integer::sum);
            var place = new Place(source, giveWay);
            waiting.add(place);
            return place;
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
            bySource.computeIfPresent(place.source, (_, count) -> count == 1 ? null : count - 1);
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

        /// The SETUP has shown who it is.
        ///
        /// @param roles null for nobody
        /// @return whether it may stay
        boolean settle(@Nullable Set<Role> roles) {
            synchronized (Admission.this) {
                waiting.remove(this);
                return !left && taken <= max - keptFrom(roles);
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

    /// An address, of IPv6 the network that one customer usually has whole.
    private record Source(boolean v4, long prefix) {
        private static final Source UNKNOWN = new Source(false, 0);

        static Source of(SocketAddress address) {
            return address instanceof InetSocketAddress inet && inet.getAddress() != null
                    ? of(inet.getAddress())
                    : UNKNOWN;
        }

        private static Source of(InetAddress address) {
            var bytes = ByteBuffer.wrap(address.getAddress());
            return address instanceof Inet4Address
                    ? new Source(true, bytes.getInt())
                    : new Source(false, bytes.getLong());
        }
    }
}
