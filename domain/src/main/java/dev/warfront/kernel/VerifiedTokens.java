package dev.warfront.kernel;

import java.util.Optional;
import java.util.UUID;

/// The bearer tokens whose signatures this node has found good and still remembers. None of it waits or blocks.
public interface VerifiedTokens {
    /// Whether this is one of them; its session may be over all the same.
    boolean contain(String token);

    /// The session that a token names, when this node has lately verified another one of it. That a token is of its
    /// session it only says: who does not know the session cannot name it.
    Optional<UUID> knownSession(String token);
}
