package dev.warfront.identity.postgres;

import dev.warfront.identity.KeyRotation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of one server, opened.
///
/// @param present the newest
/// @param former the one before, and when the newest takes over from it; null when there was none
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record ServerKeys(byte[] present, @Nullable Former former) {
    static ServerKeys only(byte[] key) {
        return new ServerKeys(key, null);
    }

    byte[] signing(Instant now) {
        var key = former != null && now.isBefore(former.rotation.signsFrom()) ? former.key : present;
        return key.clone();
    }

    List<byte[]> accepted(Instant now) {
        return former != null && now.isBefore(former.rotation.formerUntil())
                ? List.of(present.clone(), former.key.clone())
                : List.of(present.clone());
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Former(byte[] key, KeyRotation rotation) {}
}
