package dev.warfront.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The place of an entry in the chain: each hash is over the one before it, so that no entry can be changed
/// or taken out unless all behind it are written anew. Hashes are SHA-256 in lower-case hex. Source:
/// docs/rules/audit.md, the chain.
///
/// @param seq 1 and up, without gaps
/// @param previousHash of the link before it, 64 zeros for the first
public record ChainLink(long seq, String previousHash, String hash) {
    /// The link of an entry behind a head.
    public static ChainLink of(ChainHead head, AuditEntry entry) {
        var seq = head.seq() + 1;
        return new ChainLink(seq, head.hash(), sha256(canonical(seq, head.hash(), entry)));
    }

    public ChainHead head() {
        return new ChainHead(seq, hash);
    }

    /// Each field as a netstring, `<bytes>:<UTF-8>,`, so that no two entries have one form.
    private static String canonical(long seq, String previousHash, AuditEntry entry) {
        return Stream.of(
                        Long.toString(seq),
                        previousHash,
                        entry.id().toString(),
                        Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at())),
                        entry.by().id().value().toString(),
                        entry.by().roles().stream().map(Enum::name).sorted().collect(Collectors.joining(",")),
                        entry.action(),
                        entry.target().type(),
                        entry.target().id(),
                        entry.address(),
                        entry.correlationId())
                .map(field -> field.getBytes(StandardCharsets.UTF_8).length + ":" + field + ",")
                .collect(Collectors.joining());
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
