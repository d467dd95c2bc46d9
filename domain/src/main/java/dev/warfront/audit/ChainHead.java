package dev.warfront.audit;

/// Where the chain ends. Who notes one outside of the database can tell later whether what led to it is still
/// there.
///
/// @param seq of its last link, 0 before the first
/// @param hash of its last link, SHA-256 in lower-case hex; 64 zeros before the first
public record ChainHead(long seq, String hash) {
    public static final ChainHead START = new ChainHead(0, "0".repeat(64));

    @Override
    public String toString() {
        return seq + ":" + hash;
    }
}
