package dev.warfront.audit.http;

import dev.warfront.audit.AuditLog.LoggedEntry;
import dev.warfront.audit.ChainHead;
import dev.warfront.audit.ChainLink;
import dev.warfront.audit.Target;
import dev.warfront.kernel.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Wire shapes of the audit log.
final class AuditJson {
    private AuditJson() {}

    /// @param target null where there is none
    /// @param chain null in its first moments
    record AuditEntryJson(
            UUID id,
            Instant at,
            UUID actorId,
            List<String> roles,
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

    record AuditTargetJson(String type, String id) {
        static @Nullable AuditTargetJson of(Target target) {
            return target.isNamed() ? new AuditTargetJson(target.type(), target.id()) : null;
        }
    }

    record ChainLinkJson(long seq, String previousHash, String hash) {
        static @Nullable ChainLinkJson of(@Nullable ChainLink link) {
            return link == null ? null : new ChainLinkJson(link.seq(), link.previousHash(), link.hash());
        }
    }

    record ChainHeadJson(long seq, String hash) {
        static ChainHeadJson of(ChainHead head) {
            return new ChainHeadJson(head.seq(), head.hash());
        }
    }
}
