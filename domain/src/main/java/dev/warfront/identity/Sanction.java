package dev.warfront.identity;

import dev.warfront.audit.Target;
import dev.warfront.kernel.PlayerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What staff holds against an account. It is over when its time is, which nobody has to do anything for, or when it is
/// lifted. Source: docs/rules/identity.md, sanctions.
///
/// @param reason a code, for statistics
/// @param publicText what the player is told
/// @param internalNote what staff alone reads
/// @param until null for one without end: a BAN or a WARNING
/// @param lifted null while it is not
/// @param appeal what the player said to it; null until then
public record Sanction(
        UUID id,
        PlayerId account,
        SanctionKind kind,
        String reason,
        String publicText,
        String internalNote,
        PlayerId by,
        Instant at,
        @Nullable Instant until,
        @Nullable Lifting lifted,
        @Nullable Appeal appeal) {
    private static final Comparator<Sanction> STRICTNESS =
            Comparator.comparing(Sanction::kind).thenComparing(Sanction::end);

    /// Somebody of the staff ended it before its time.
    public record Lifting(PlayerId by, String reason, Instant at) {}

    /// What the player said to it.
    public record Appeal(String note, Instant at) {}

    /// A new one.
    static Sanction begin(UUID id, PlayerId by, Instant at, Order order) {
        return new Sanction(
                id,
                order.account(),
                order.kind(),
                order.reason(),
                order.publicText(),
                order.internalNote(),
                by,
                at,
                order.until(),
                null,
                null);
    }

    /// The strictest of those that last; of equals the one that lasts longest.
    public static Optional<Sanction> strictest(List<Sanction> found, Instant now) {
        return found.stream().filter(one -> one.isActive(now)).max(STRICTNESS);
    }

    public boolean isActive(Instant now) {
        return lifted == null && now.isBefore(end());
    }

    /// {@link Instant#MAX} for one without end.
    public Instant end() {
        return until == null ? Instant.MAX : until;
    }

    boolean isLongerThan(Duration max) {
        return kind != SanctionKind.WARNING && (until == null || until.isAfter(at.plus(max)));
    }

    /// On whom it is, for the audit.
    Target target() {
        return new Target("accounts", account.value().toString());
    }

    Sanction with(Lifting lifting) {
        return new Sanction(id, account, kind, reason, publicText, internalNote, by, at, until, lifting, appeal);
    }

    Sanction with(Appeal said) {
        return new Sanction(id, account, kind, reason, publicText, internalNote, by, at, until, lifted, said);
    }

    /// What staff asks for.
    ///
    /// @param reason a code: upper-case letters, digits and underscores
    /// @param until null for one without end
    public record Order(
            PlayerId account,
            SanctionKind kind,
            String reason,
            String publicText,
            String internalNote,
            @Nullable Instant until) {}
}
