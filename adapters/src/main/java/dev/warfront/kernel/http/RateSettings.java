package dev.warfront.kernel.http;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import dev.warfront.kernel.TokenBuckets.Rate;

/// How many requests there may be: `warfront.http.limits.*`. Source: docs/reference.md, rates.
///
/// @param enabled false where a gateway in front counts, and the program counts no request
/// @param hotRead of a node alone
/// @param unverified tokens whose signatures a node checks, over HTTP and RSocket
/// @param nodes among so many all others but game servers' are divided while Redis is away
/// @param strictness so many times fewer log-ins and writes are admitted then
@Settings("warfront.http.limits")
public record RateSettings(
        boolean enabled,
        Rate anonymous,
        Rate account,
        Rate write,
        Rate login,
        Rate search,
        Rate ingest,
        Rate hotRead,
        Rate unverified,
        int nodes,
        int strictness) {
    public RateSettings {
        Ranges.within("nodes", nodes, 1, 1_000);
        Ranges.within("strictness", strictness, 1, 100);
    }

    /// Of all nodes together.
    Rate of(RequestClass one) {
        return switch (one) {
            case ANONYMOUS -> anonymous;
            case ACCOUNT -> account;
            case WRITE -> write;
            case LOGIN -> login;
            case SEARCH -> search;
            case INGEST -> ingest;
            case HOT_READ -> hotRead;
            case UNVERIFIED -> unverified;
            case UNCOUNTED -> throw new IllegalArgumentException("what is not counted has no rate");
        };
    }

    /// Of this node, while it does not know of the others.
    Rate alone(RequestClass one) {
        return switch (one) {
            case LOGIN, WRITE -> of(one).among(nodes * strictness);
            case INGEST -> of(one); // a game server's connection stays on one node
            default -> of(one).among(nodes);
        };
    }
}
