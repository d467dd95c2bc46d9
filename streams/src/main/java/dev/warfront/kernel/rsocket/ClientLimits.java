package dev.warfront.kernel.rsocket;

import java.time.Duration;

/// What clients may make a node hold and wait for: `warfront.rsocket.limits.*`. Source: docs/rules/streams.md.
///
/// @param connectionsPerSource connections from one address, of IPv6 from one /64
/// @param connectionsReserved connections that only the signed-in may use, at most a tenth of all; the last half of
///     them only game servers
/// @param anonymousFrameMax longest frame and payload in bytes of who is not signed in
/// @param requestsMax requests of one connection that may be under way
/// @param unfinishedMax payloads of one connection that came in part
/// @param unfinishedTime how long what was begun, a frame or a payload, may take until it is whole
/// @param heldMax bytes held for one connection of who is signed in: unfinished, under way, or not yet read
/// @param heldAnonymousMax the same of who is not
/// @param heldNodeMax bytes held for all connections beyond what each is granted; half for who is not signed in
/// @param keepAliveMin a shorter interval of keep-alives is taken for this one
/// @param keepAliveMax a longer interval, or none, is taken for this one
/// @param lifetimeMax a longer lifetime without keep-alives, or none, is taken for this one
public record ClientLimits(
        int connectionsPerSource,
        int connectionsReserved,
        int anonymousFrameMax,
        int requestsMax,
        int unfinishedMax,
        Duration unfinishedTime,
        long heldMax,
        long heldAnonymousMax,
        long heldNodeMax,
        Duration keepAliveMin,
        Duration keepAliveMax,
        Duration lifetimeMax) {}
