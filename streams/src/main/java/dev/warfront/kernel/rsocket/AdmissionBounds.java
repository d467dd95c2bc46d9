package dev.warfront.kernel.rsocket;

/// How many connections may have a place: so many as are set, and as the files that the process may open bear. Source:
/// docs/rules/streams.md.
///
/// @param all of both transports
/// @param perAddress of strangers from one address, and as many of its signed-in
/// @param reserved for the signed-in, the last half of them for game servers
/// @param servers of game servers, as such
/// @param perServer of one game server, as such
record AdmissionBounds(int all, int perAddress, int reserved, int servers, int perServer) {
    private static final int RESERVED_DIVISOR = 10;
    private static final int ADDRESS_DIVISOR = 4;

    /// Game servers have this part of all, and each this part of that.
    private static final int SERVERS_DIVISOR = 4;

    static AdmissionBounds of(ServerSettings settings, OpenFiles files) {
        var all = (int) Math.min(settings.connectionsMax(), files.max() / 2);
        var servers = Math.max(1, all / SERVERS_DIVISOR);
        return new AdmissionBounds(
                all,
                perAddress(settings, all),
                Math.min(settings.limits().connectionsReserved(), all / RESERVED_DIVISOR),
                servers,
                Math.max(1, servers / SERVERS_DIVISOR));
    }

    /// Where one may have all of them, addresses are not told apart: behind a balancer there is only one.
    private static int perAddress(ServerSettings settings, int all) {
        var perAddressMax = settings.limits().perAddressMax();
        return perAddressMax >= settings.connectionsMax()
                ? Integer.MAX_VALUE
                : Math.min(perAddressMax, Math.max(1, all / ADDRESS_DIVISOR));
    }
}
