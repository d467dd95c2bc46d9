package dev.warfront.kernel.http;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import dev.warfront.kernel.TokenBuckets.Rate;

/// How many requests there may be: `warfront.http.limits.*`. Source: docs/reference.md, rates.
///
/// @param enabled whether all are counted; if not, since a gateway in front counts, then only what that cannot tell
///     apart: log-ins, refreshes and tokens that have to be checked
/// @param anonymous requests of who is not known, by an address
/// @param account reads of the signed-in, by an account
/// @param write all else of the signed-in, by an account
/// @param login log-ins, by strangers of an address, or by an account where it logged in before
/// @param homeLogin log-ins, by all accounts of an address who logged in there before
/// @param refresh exchanged refresh tokens, by an account, whichever of its sessions goes on
/// @param search searches, by an account, else an address
/// @param ingest requests of a game server
/// @param hotRead reads of open wars that are answered ahead of all filters, by an address, of a node alone
/// @param unverified tokens whose signatures a node checks, over HTTP and RSocket
/// @param unverifiedSession those of them that name a session of which the node has verified a token lately
/// @param nodes so many share all rates but game servers' while Redis is away
/// @param strictness so many times fewer log-ins and writes are admitted then
@Settings("warfront.http.limits")
public record RateSettings(
        boolean enabled,
        Rate anonymous,
        Rate account,
        Rate write,
        Rate login,
        Rate homeLogin,
        Rate refresh,
        Rate search,
        Rate ingest,
        Rate hotRead,
        Rate unverified,
        Rate unverifiedSession,
        int nodes,
        int strictness) {
    public RateSettings {
        Ranges.within("nodes", nodes, 1, 1_000);
        Ranges.within("strictness", strictness, 1, 100);
    }

    /// Whether its requests are counted.
    boolean isCounted(RequestClass one) {
        return switch (one) {
            case UNCOUNTED -> false;
            case LOGIN, HOME_LOGIN, REFRESH, UNVERIFIED, UNVERIFIED_SESSION -> true;
            case ANONYMOUS, ACCOUNT, WRITE, SEARCH, INGEST, HOT_READ -> enabled;
        };
    }

    /// Of all nodes together.
    Rate of(RequestClass one) {
        return switch (one) {
            case ANONYMOUS -> anonymous;
            case ACCOUNT -> account;
            case WRITE -> write;
            case LOGIN -> login;
            case HOME_LOGIN -> homeLogin;
            case REFRESH -> refresh;
            case SEARCH -> search;
            case INGEST -> ingest;
            case HOT_READ -> hotRead;
            case UNVERIFIED -> unverified;
            case UNVERIFIED_SESSION -> unverifiedSession;
            case UNCOUNTED -> throw new IllegalArgumentException("what is not counted has no rate");
        };
    }

    /// Of this node, while it does not know of the others.
    Rate alone(RequestClass one) {
        return switch (one) {
            case LOGIN, HOME_LOGIN, WRITE -> of(one).among(nodes * strictness);
            case INGEST -> of(one); // a game server's connection stays on one node
            default -> of(one).among(nodes);
        };
    }
}
