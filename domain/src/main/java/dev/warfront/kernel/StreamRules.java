package dev.warfront.kernel;

import java.time.Duration;

/// How streams to clients behave, whatever they show. Source: docs/rules/streams.md.
///
/// @param heartbeat how often a stream repeats its last number, and reads the store again
/// @param noDemand how long a subscriber may ask for nothing
/// @param eventFramesMax frames an event stream keeps for a subscriber that lags, before RESET
/// @param subscriptionsMax subscriptions of one connection
/// @param linger how long a stream stays ready after its last subscriber has left
/// @param tokenGrace how long after its token's expiry a connection may still use it
@Settings("war.stream")
public record StreamRules(
        Duration heartbeat,
        Duration noDemand,
        int eventFramesMax,
        int subscriptionsMax,
        Duration linger,
        Duration tokenGrace) {}
