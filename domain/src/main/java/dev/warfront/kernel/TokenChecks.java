package dev.warfront.kernel;

import dev.warfront.kernel.TokenBuckets.Taken;

/// How many unverified bearer tokens an address may have checked on this node, whichever way it shows them, and beside
/// those how few a session that the node knows: to check a signature costs more than to answer.
public interface TokenChecks {
    /// Takes one of the session's or the address's checks; none when this node remembers the token as verified. Neither
    /// waits nor blocks.
    Taken take(SourceAddress from, String token);
}
