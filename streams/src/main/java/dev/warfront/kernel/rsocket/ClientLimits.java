package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Ranges;
import java.time.Duration;

/// What clients may make a node hold and wait for: `warfront.rsocket.limits.*`. Source:
/// docs/rules/streams.md.
///
/// @param perAddressMax connections from one address, of IPv6 from one /64, of who is not signed in, and as
///     many of who is, game servers apart; a quarter of all at most, unless it is as many as all or more:
///     then addresses are not told apart
/// @param connectionsReserved connections that only the signed-in may use, at most a tenth of all; the last
///     half of them only game servers
/// @param anonymousFrameMax longest frame and payload in bytes of who is not signed in
/// @param requestsMax requests of one connection that may be under way
/// @param requestsPerSecond requests of one connection in the long run
/// @param requestsBurst requests of one connection at once
/// @param addressRequestsPerSecond requests and new connections from one address in the long run, without
///     those of who is signed in
/// @param addressRequestsBurst the same at once
/// @param unfinishedMax payloads of one connection that came in part
/// @param unfinishedTime how long what was begun, a frame or a payload, may take until it is whole
/// @param heldMax bytes held for one connection of who is signed in: unfinished, under way, or not yet read
/// @param heldAnonymousMax the same of who is not
/// @param heldNodeMax bytes held for all connections beyond what each is granted; half for who is not signed
///     in
/// @param keepAliveMin a shorter interval of keep-alives is taken for this one
/// @param keepAliveMax a longer interval, or none, is taken for this one
/// @param lifetimeMax a longer lifetime without keep-alives, or none, is taken for this one
public record ClientLimits(
        int perAddressMax,
        int connectionsReserved,
        int anonymousFrameMax,
        int requestsMax,
        int requestsPerSecond,
        int requestsBurst,
        int addressRequestsPerSecond,
        int addressRequestsBurst,
        int unfinishedMax,
        Duration unfinishedTime,
        long heldMax,
        long heldAnonymousMax,
        long heldNodeMax,
        Duration keepAliveMin,
        Duration keepAliveMax,
        Duration lifetimeMax) {
    private static final long MANY = 1_000_000;
    private static final int FRAME_MAX = (1 << 24) - 1;
    private static final long HELD_MAX = 64L << 30;

    public ClientLimits {
        Ranges.within("per-address-max", perAddressMax, 1, MANY);
        Ranges.within("connections-reserved", connectionsReserved, 0, MANY);
        Ranges.within("anonymous-frame-max", anonymousFrameMax, 1, FRAME_MAX);
        Ranges.within("requests-max", requestsMax, 1, MANY);
        Ranges.within("requests-per-second", requestsPerSecond, 1, MANY);
        Ranges.within("requests-burst", requestsBurst, 1, MANY);
        Ranges.within("address-requests-per-second", addressRequestsPerSecond, 1, MANY);
        Ranges.within("address-requests-burst", addressRequestsBurst, 1, MANY);
        Ranges.within("unfinished-max", unfinishedMax, 1, MANY);
        Ranges.within("held-max", heldMax, anonymousFrameMax, HELD_MAX);
        Ranges.within("held-anonymous-max", heldAnonymousMax, anonymousFrameMax, HELD_MAX);
        Ranges.within("held-node-max", heldNodeMax, anonymousFrameMax, HELD_MAX);
        Ranges.within("keep-alive-min", keepAliveMin, Duration.ofMillis(1), keepAliveMax);
        Ranges.within("lifetime-max", lifetimeMax, keepAliveMin, Duration.ofDays(1));
        Ranges.positive("unfinished-time", unfinishedTime);
    }
}
