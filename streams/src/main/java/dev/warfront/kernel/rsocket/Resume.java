package dev.warfront.kernel.rsocket;

import org.jspecify.annotations.Nullable;

/// The data of a subscription.
///
/// @param resume null to begin with a snapshot
record Resume(@Nullable Position resume) {
    static final Resume NOTHING = new Resume(null);

    /// Where a client stopped.
    record Position(@Nullable Long epoch, @Nullable Long lastSeq) {}

    /// Null to begin with a snapshot. Fails with {@link RSocketErrors#invalid}.
    Frame.@Nullable Cursor cursor() {
        if (resume == null) {
            return null;
        }
        var epoch = resume.epoch();
        var seq = resume.lastSeq();
        if (epoch == null || seq == null || epoch < 0 || seq < 0) {
            throw RSocketErrors.invalid();
        }
        return new Frame.Cursor(epoch, seq);
    }
}
