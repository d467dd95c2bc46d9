package dev.warfront.war;

import dev.warfront.kernel.WarId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One reason against a declaration, with what helps the declarer.
///
/// @param detail what it is about, for a person; null when the code says it all
/// @param openWar the war that stands in the way
/// @param retryAt from when on this reason is gone
/// @param cost credits the declaration would cost
public record DeclarationViolation(
        DeclarationCode code,
        @Nullable String detail,
        @Nullable WarId openWar,
        @Nullable Instant retryAt,
        @Nullable Long cost) {
    static DeclarationViolation of(DeclarationCode code) {
        return new DeclarationViolation(code, null, null, null, null);
    }

    static DeclarationViolation about(DeclarationCode code, String detail) {
        return new DeclarationViolation(code, detail, null, null, null);
    }

    static DeclarationViolation until(DeclarationCode code, Instant retryAt) {
        return new DeclarationViolation(code, null, null, retryAt, null);
    }
}
