package dev.warfront.backends;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

public final class Ports {

    /// Below the range from which outgoing connections take theirs (32768 on Linux): otherwise a client that reconnects
    /// to a stopped server can connect to itself and so take the port the server needs back.
    private static final int FREE_FROM = 20_000;

    private static final int FREE_TO = 32_000;

    /// Nobody may listen there yet.
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /// The wanted port, or another free one when that is taken.
    static int wantedOrFree(int wanted) {
        return isFree(wanted) ? wanted : free();
    }

    /// A free port for a server that may be restarted, given once by this JVM.
    public static int free() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(FREE_FROM, FREE_TO);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}
