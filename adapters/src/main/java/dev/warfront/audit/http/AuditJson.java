package dev.warfront.audit.http;

import dev.warfront.audit.AuditLog.LoggedEntry;
import dev.warfront.audit.ChainHead;
import dev.warfront.audit.ChainLink;
import dev.warfront.audit.Target;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.NameOf;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Wire shapes of the audit log.
final class AuditJson {
    private AuditJson() {}

    /// What somebody did.
    ///
    /// @param target null where there is none
    /// @param chain null in its first moments
    record AuditEntryJson(
            UUID id,
            Instant at,
            UUID actorId,
            List<@NameOf(Role.class) String> roles,
            String action,
            @Nullable AuditTargetJson target,
            String address,
            String correlationId,
            @Nullable ChainLinkJson chain) {
        static AuditEntryJson of(LoggedEntry logged) {
            var entry = logged.entry();
            return new AuditEntryJson(
                    entry.id(),
                    entry.at(),
                    entry.by().id().value(),
                    entry.by().roles().stream().map(Role::name).sorted().toList(),
                    entry.action(),
                    AuditTargetJson.of(entry.target()),
                    entry.address(),
                    entry.correlationId(),
                    ChainLinkJson.of(logged.link()));
        }
    }
    /// What it was done to.
    record AuditTargetJson(String type, String id) {
        static @Nullable AuditTargetJson of(Target target) {
            return target.isNamed() ? new AuditTargetJson(target.type(), target.id()) : null;
        }
    }
    /// The place of an entry in the chain of hashes.
    record ChainLinkJson(long seq, String previousHash, String hash) {
        static @Nullable ChainLinkJson of(@Nullable ChainLink link) {
            return link == null ? null : new ChainLinkJson(link.seq(), link.previousHash(), link.hash());
        }
    }
    /// The last link of the chain of hashes.
    record ChainHeadJson(long seq, String hash) {
        static ChainHeadJson of(ChainHead head) {
            return new ChainHeadJson(head.seq(), head.hash());
        }
    }
}
