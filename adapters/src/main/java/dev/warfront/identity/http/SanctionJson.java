package dev.warfront.identity.http;

import dev.warfront.identity.Sanction;
import dev.warfront.identity.SanctionKind;
import dev.warfront.identity.StaffAccounts.StaffView;
import dev.warfront.identity.StaffAccounts;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.NameOf;
import dev.warfront.kernel.http.StorableInstants;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Wire shapes of sanctions.
final class SanctionJson {
    private SanctionJson() {}

    /// What is taken away from whom, and why.
    ///
    /// @param reason a code
    /// @param until null for one without end
    record ApplySanctionJson(
            @NotNull UUID accountId,
            @NotNull SanctionKind kind,

            @NotNull @Size(min = 3, max = 32) @Pattern(regexp = "[A-Z][A-Z0-9_]*")
            String reason,

            @NotBlank @Size(max = 500) String publicText,
            @NotBlank @Size(max = 2000) String internalNote,
            @Nullable Instant until) {
        /// Throws {@link dev.warfront.kernel.http.ProblemException} when the end lies too far.
        Sanction.Order order() {
            StorableInstants.require("until", until);
            return new Sanction.Order(new PlayerId(accountId), kind, reason, publicText, internalNote, until);
        }
    }
    /// Why a sanction ends before its time.
    record LiftSanctionJson(@NotBlank @Size(max = 500) String reason) {}
    /// What the player says to a sanction.
    record AppealSanctionJson(@NotBlank @Size(max = 1000) String note) {}

    /// All of it, for staff.
    record StaffSanctionJson(
            UUID id,
            UUID accountId,
            @NameOf(SanctionKind.class) String kind,
            String reason,
            String publicText,
            String internalNote,
            UUID byId,
            Instant at,
            @Nullable Instant until,
            @Nullable UUID liftedById,
            @Nullable String liftedReason,
            @Nullable Instant liftedAt,
            @Nullable String appeal,
            @Nullable Instant appealedAt) {
        static StaffSanctionJson of(Sanction sanction) {
            var lifted = sanction.lifted();
            var appeal = sanction.appeal();
            return new StaffSanctionJson(
                    sanction.id(),
                    sanction.account().value(),
                    sanction.kind().name(),
                    sanction.reason(),
                    sanction.publicText(),
                    sanction.internalNote(),
                    sanction.by().value(),
                    sanction.at(),
                    sanction.until(),
                    lifted == null ? null : lifted.by().value(),
                    lifted == null ? null : lifted.reason(),
                    lifted == null ? null : lifted.at(),
                    appeal == null ? null : appeal.note(),
                    appeal == null ? null : appeal.at());
        }
    }

    /// What the player is told of it.
    record OwnSanctionJson(
            UUID id,
            @NameOf(SanctionKind.class) String kind,
            String reason,
            String publicText,
            Instant at,
            @Nullable Instant until,
            @Nullable Instant liftedAt,
            @Nullable String appeal) {
        static OwnSanctionJson of(Sanction sanction) {
            var lifted = sanction.lifted();
            var appeal = sanction.appeal();
            return new OwnSanctionJson(
                    sanction.id(),
                    sanction.kind().name(),
                    sanction.reason(),
                    sanction.publicText(),
                    sanction.at(),
                    sanction.until(),
                    lifted == null ? null : lifted.at(),
                    appeal == null ? null : appeal.note());
        }
    }

    /// An account as staff sees it.
    ///
    /// @param sanctions newest first
    record StaffAccountJson(
            UUID id,
            String login,
            String displayName,
            List<@NameOf(Role.class) String> roles,
            @NameOf(value = StaffAccounts.Status.class, as = "AccountStatus") String status,
            Instant createdAt,
            @Nullable Instant lastLoginAt,
            List<StaffSanctionJson> sanctions) {
        static StaffAccountJson of(StaffView view) {
            var account = view.account();
            return new StaffAccountJson(
                    account.id().value(),
                    account.login().text(),
                    account.displayName(),
                    account.roles().stream().map(Role::name).sorted().toList(),
                    view.status().name(),
                    account.createdAt(),
                    view.lastSeen(),
                    view.sanctions().stream().map(StaffSanctionJson::of).toList());
        }
    }
}
