package dev.warfront.kernel;

/// The bearer tokens whose signatures this node has found good and still remembers.
public interface VerifiedTokens {
    /// Whether this is one of them; its session may be over all the same. Neither waits nor blocks.
    boolean contain(String token);
}
